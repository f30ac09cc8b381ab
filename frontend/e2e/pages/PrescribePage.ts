import { expect, type Page } from "@playwright/test";

export class PrescribePage {
  constructor(private readonly page: Page) {}

  get issued() {
    return this.page.getByRole("status").filter({ hasText: "The prescription is issued." });
  }

  get errors() {
    return this.page.locator("form").getByRole("alert");
  }

  async open() {
    await this.page.goto("/doctor/prescribe");
  }

  async fill({ patient, drug, dose, frequency, duration }: { patient: string; drug: string; dose: string; frequency: string; duration: string }) {
    await this.page.getByLabel("Patient", { exact: true }).selectOption({ label: patient });
    await this.page.getByLabel("Medicine", { exact: true }).fill(drug);
    await this.page.getByLabel("Dose").fill(dose);
    await this.page.getByLabel("How often").fill(frequency);
    await this.page.getByLabel("How long").fill(duration);
  }

  async submit() {
    await this.page.getByRole("button", { name: "Issue the prescription" }).click();
  }

  /** Sent, and answered: what comes after may load the page anew. */
  async issue() {
    const answered = this.page.waitForResponse((answer) => answer.request().method() === "POST" && answer.url().endsWith("/doctor/prescriptions"));
    await this.submit();
    expect((await answered).status()).toBe(201);
  }
}
