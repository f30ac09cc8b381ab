import type { Page } from "@playwright/test";

export class QueuePage {
  constructor(private readonly page: Page) {}

  get status() {
    return this.page.getByLabel("Status");
  }

  rowOf(drug: string) {
    return this.page.getByRole("row").filter({ hasText: drug });
  }

  async open() {
    await this.page.goto("/pharmacist");
  }

  async openPrescription(drug: string) {
    await this.rowOf(drug).getByRole("link", { name: "Open" }).click();
  }
}
