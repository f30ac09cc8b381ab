import { expect, type Page } from "@playwright/test";

export class ScanPage {
  constructor(private readonly page: Page) {}

  get viewer() {
    return this.page.getByTestId("viewer").first();
  }

  get canvas() {
    return this.viewer.locator("canvas");
  }

  get prediction() {
    return this.page.getByTestId("prediction");
  }

  get heatmapButton() {
    return this.page.getByRole("button", { name: "Heatmap", exact: true });
  }

  get impression() {
    return this.page.getByLabel("Impression");
  }

  get draftState() {
    return this.page.getByRole("status").filter({ hasText: /^(Saved|Saving…|Not saved.*)$/ });
  }

  get versions() {
    return this.page.getByText(/^Version \d+ ·/);
  }

  get mail() {
    return this.page.getByRole("button", { name: "E-mail to the patient" });
  }

  get sent() {
    return this.page.getByText("Sent", { exact: true });
  }

  async isPainted() {
    await expect(this.viewer).toHaveAttribute("data-painted", "true");
  }

  async sign() {
    await this.page.getByRole("button", { name: "Sign…" }).click();
    await this.page.getByRole("button", { name: "Sign now" }).click();
  }
}
