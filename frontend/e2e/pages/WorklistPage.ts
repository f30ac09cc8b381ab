import type { Page } from "@playwright/test";

export class WorklistPage {
  constructor(private readonly page: Page) {}

  get title() {
    return this.page.getByRole("heading", { level: 1, name: "Worklist" });
  }

  get rows() {
    return this.page.getByRole("region", { name: "Worklist" }).getByRole("link");
  }

  get order() {
    return this.page.getByLabel("Order");
  }

  get readFirst() {
    return this.page.getByLabel("Read first, then reveal");
  }

  async open() {
    await this.page.goto("/doctor");
  }
}
