import type { Page } from "@playwright/test";

export class UploadPage {
  constructor(private readonly page: Page) {}

  get title() {
    return this.page.getByRole("heading", { level: 1, name: "Upload scans" });
  }

  get patient() {
    return this.page.getByLabel("Patient", { exact: true });
  }

  get modality() {
    return this.page.getByLabel("Kind of scan");
  }

  get uploads() {
    return this.page.getByTestId("upload");
  }

  get openLinks() {
    return this.uploads.getByRole("link", { name: "Open" });
  }

  async open() {
    await this.page.goto("/doctor/upload");
  }

  async send(files: string | string[], patient = "Demo Patient") {
    await this.patient.selectOption({ label: patient });
    await this.page.getByLabel("Choose files").and(this.page.locator("input")).setInputFiles(files);
  }
}
