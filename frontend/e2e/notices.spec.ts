import { expect, test } from "./fixtures";

test("a patient consents to notices to a number, another number ends that, and it can be withdrawn", async ({ people, loginPage, page, hasNoBarriers }) => {
  const person = await people.register("patient");
  await loginPage.open();
  await loginPage.logIn(person.email, person.password);
  await expect(page).toHaveURL(/\/patient$/);
  await page.goto("/account");
  const card = page.locator("section").filter({ has: page.getByRole("heading", { name: "Notices over WhatsApp" }) });
  const number = card.getByLabel("Mobile number");
  const consent = card.getByRole("checkbox");
  const save = async () => {
    const answer = page.waitForResponse((one) => one.request().method() === "PATCH" && one.url().endsWith("/api/auth/me"));
    await card.getByRole("button", { name: "Save" }).click();
    expect((await answer).ok()).toBe(true);
  };
  await expect(consent).not.toBeChecked();

  await consent.check();
  await card.getByRole("button", { name: "Save" }).click();
  await expect(card.getByRole("alert")).toHaveText("Your consent is to a number: enter one.");
  await expect(number).toBeFocused();
  await number.fill("0151 12345678");
  await card.getByRole("button", { name: "Save" }).click();
  await expect(card.getByRole("alert")).toContainText("Begin with + and the country");
  await hasNoBarriers("a number that is none");

  await number.fill("+49 (151) 1234-5678");
  await save();
  await expect(number).toHaveValue("+4915112345678");
  await page.reload();
  await expect(consent).toBeChecked();

  await number.fill("+33612345678");
  await expect(consent).not.toBeChecked();
  await save();
  await page.reload();
  await expect(number).toHaveValue("+33612345678");
  await expect(consent).not.toBeChecked();

  await consent.check();
  await save();
  await consent.uncheck();
  await save();
  await page.reload();
  await expect(number).toHaveValue("+33612345678");
  await expect(consent).not.toBeChecked();
});

test("staff are asked for no number: nothing would be sent to them", async ({ logInAs, page }) => {
  await logInAs("doctor");
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "Password" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Notices over WhatsApp" })).toHaveCount(0);
});
