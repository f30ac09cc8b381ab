import { expect, type Page } from "@playwright/test";

export class PrescriptionPage {
  constructor(private readonly page: Page) {}

  get title() {
    return this.page.getByRole("heading", { level: 1, name: "Prescription" });
  }

  get medicines() {
    return this.page.getByRole("region", { name: "Medicines" });
  }

  get notes() {
    return this.page.getByLabel("Notes");
  }

  get dispenseButton() {
    return this.page.getByRole("button", { name: "Dispense" });
  }

  get dispensed() {
    return this.page.getByRole("status").filter({ hasText: /^Dispensed / });
  }

  get alert() {
    return this.page.getByRole("main").getByRole("alert");
  }

  async dispense(expected: number) {
    const answered = this.page.waitForResponse((answer) => answer.request().method() === "POST" && answer.url().endsWith("/dispense"));
    await this.dispenseButton.click();
    expect((await answered).status()).toBe(expected);
  }
}
