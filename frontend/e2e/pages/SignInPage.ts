import type { Page } from "@playwright/test";

/** Identity's own pages, on which people sign in to other applications. */
export class SignInPage {
  constructor(private readonly page: Page) {}

  get title() {
    return this.page.getByRole("heading", { level: 1 });
  }

  get email() {
    return this.page.getByLabel("E-mail address");
  }

  get password() {
    return this.page.getByLabel("Password");
  }

  get code() {
    return this.page.getByLabel("Code");
  }

  get alert() {
    return this.page.getByRole("alert");
  }

  /** What the application will learn. */
  get learns() {
    return this.page.getByRole("listitem");
  }

  get allow() {
    return this.page.getByRole("button", { name: "Allow" });
  }

  get cancel() {
    return this.page.getByRole("button", { name: "Cancel" });
  }

  async signIn({ email, password }: { email: string; password: string }) {
    await this.email.fill(email);
    await this.password.fill(password);
    await this.page.getByRole("button", { name: "Sign in" }).click();
  }
}
