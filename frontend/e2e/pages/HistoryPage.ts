import type { Page } from "@playwright/test";

export class HistoryPage {
  constructor(private readonly page: Page) {}

  get items() {
    return this.page.getByRole("main").getByRole("listitem");
  }

  get passphrase() {
    return this.page.getByTestId("passphrase").first();
  }

  async open() {
    await this.page.goto("/patient");
  }

  async showPassphrase() {
    await this.page.getByRole("button", { name: "Show the passphrase" }).first().click();
    return (await this.passphrase.textContent()) ?? "";
  }

  async download(): Promise<{ file: string; name: string }> {
    const started = this.page.waitForEvent("download");
    await this.page.getByRole("button", { name: "Download report" }).first().click();
    const download = await started;
    return { file: await download.path(), name: download.suggestedFilename() };
  }
}
