import { expect, test } from "./fixtures";
import { codeOf } from "./system/totp";

test("a second factor is set up by a picture or a key, and asked for at the next login", async ({ people, loginPage, page, hasNoBarriers }) => {
  const person = await people.register("patient");
  await loginPage.open();
  await loginPage.logIn(person.email, person.password);
  await expect(page).toHaveURL(/\/patient$/);
  await page.goto("/account");
  await page.getByRole("button", { name: "Set up" }).click();
  await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
  await hasNoBarriers("setting up the second factor");
  const secret = (await page.getByTestId("totp-secret").textContent()) ?? "";

  await page.getByLabel("Code", { exact: true }).fill("000000");
  await page.getByRole("button", { name: "Switch on" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "This code is wrong" })).toBeVisible();
  await page.getByLabel("Code", { exact: true }).fill(codeOf(secret));
  await page.getByRole("button", { name: "Switch on" }).click();
  await expect(page.getByText("Keep these recovery codes somewhere safe")).toBeVisible();
  const recovery = await page.getByTestId("recovery-codes").getByRole("listitem").allTextContents();
  expect(recovery).toHaveLength(10);

  await page.getByRole("button", { name: "Log out" }).click();
  await loginPage.logIn(person.email, person.password);
  await page.getByLabel("Code", { exact: true }).fill(recovery[0] ?? "");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL(/\/patient$/);
});
