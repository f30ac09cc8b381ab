import type { Page } from "@playwright/test";

export class AuditPage {
  constructor(private readonly page: Page) {}

  get action() {
    return this.page.getByLabel("What", { exact: true });
  }

  get object() {
    return this.page.getByLabel("Object");
  }

  /** Without the head. */
  get rows() {
    return this.page.getByRole("region", { name: "Audit trail" }).locator("tbody tr");
  }

  get verification() {
    return this.page.getByRole("status").filter({ hasText: /entries checked/ });
  }

  async open() {
    await this.page.goto("/admin/audit");
  }

  async verify() {
    await this.page.getByRole("button", { name: "Verify the chain" }).click();
  }
}
