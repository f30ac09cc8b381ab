import { expect, type Locator, type Page, type Response } from "@playwright/test";

export class UsersPage {
  constructor(private readonly page: Page) {}

  get nobody() {
    return this.page.getByText("Nobody fits");
  }

  rowOf(email: string): Locator {
    return this.page.getByRole("row").filter({ hasText: email });
  }

  roleOf(email: string) {
    return this.rowOf(email).getByRole("combobox");
  }

  button(email: string, name: "Approve" | "Disable" | "Enable" | "Delete") {
    return this.rowOf(email).getByRole("button", { name: new RegExp(`^${name} `) });
  }

  get question() {
    return this.page.getByRole("dialog");
  }

  async open() {
    await this.page.goto("/admin/users");
  }

  async search(text: string) {
    await this.page.getByLabel("Search").fill(text);
  }

  /** Does something to a user and waits for its answer. */
  async answered(method: "PUT" | "DELETE", act: () => Promise<unknown>): Promise<Response> {
    const answer = this.page.waitForResponse((one) => one.request().method() === method && one.url().includes("/api/admin/users/"));
    await act();
    const given = await answer;
    expect(given.ok(), `${method} ${given.status()}`).toBe(true);
    return given;
  }
}
