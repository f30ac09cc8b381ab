import type { Page } from "@playwright/test";

export class OverviewPage {
  constructor(private readonly page: Page) {}

  /** The number on a card. */
  figure(name: string) {
    return this.page.getByTestId(`figure-${name}`);
  }

  async count(name: string): Promise<number> {
    return Number((await this.figure(name).textContent())?.replace(/\D/g, ""));
  }

  async open() {
    await this.page.goto("/admin");
  }
}
