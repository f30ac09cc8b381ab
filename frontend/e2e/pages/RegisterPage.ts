import type { Page } from "@playwright/test";

export class RegisterPage {
  constructor(private readonly page: Page) {}

  get submit() {
    return this.page.getByRole("button", { name: "Create an account" });
  }

  get code() {
    return this.page.getByLabel("Code");
  }

  get confirm() {
    return this.page.getByRole("button", { name: "Confirm" });
  }

  get confirmed() {
    return this.page.getByRole("heading", { name: "Your address is confirmed" });
  }

  get errors() {
    return this.page.locator("form").getByRole("alert");
  }

  async open() {
    await this.page.goto("/register");
  }

  async fill(name: string, email: string, password: string) {
    await this.page.getByLabel("Name").fill(name);
    await this.page.getByLabel("E-mail address").fill(email);
    await this.page.getByLabel("Password", { exact: true }).fill(password);
  }
}
