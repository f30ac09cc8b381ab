import { expect, logIn, test, webUrl } from "./fixtures";

test("register, code from the inbox, log in, and the results page greets a new patient", async ({ registerPage, loginPage, inbox, page, hasNoBarriers }) => {
  const email = `e2e-${Date.now()}@example.org`;
  await registerPage.open();
  await registerPage.submit.click();
  await expect(registerPage.errors).toHaveCount(3);
  await hasNoBarriers("register with errors");
  await registerPage.fill("Erin Example", email, "a long enough password");
  await registerPage.submit.click();
  await registerPage.code.fill(await inbox.code(email));
  await registerPage.confirm.click();
  await expect(registerPage.confirmed).toBeVisible();

  await loginPage.open();
  await loginPage.logIn(email, "a long enough password");
  await expect(page).toHaveURL(/\/patient$/);
  await expect(page.getByText("Nothing here yet")).toBeVisible();
});

test("a wrong password is said in plain words", async ({ loginPage, page }) => {
  await loginPage.open();
  await loginPage.logIn("doctor@csss.com", "not the password");
  await expect(loginPage.alert).toContainText("The address or the password is wrong");
  await expect(page).toHaveURL(/\/login$/);
});

test("the refresh token is in no body and no script can read its cookie", async ({ page, context }) => {
  const answer = await page.request.post(`${webUrl()}/api/auth/login`, { data: { email: "doctor@csss.com", password: "Doctor@123" }, headers: { origin: webUrl() } });
  expect(Object.keys((await answer.json()) as object)).not.toContain("refresh_token");
  const cookie = (await context.cookies(`${webUrl()}/api/auth/refresh`)).find((one) => one.name === "csss_refresh");
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict", path: "/api/auth" });
  await page.goto("/doctor");
  expect(await page.evaluate(() => document.cookie)).not.toContain("csss_refresh");
});

test("another site's page can change nothing", async ({ page }) => {
  for (const headers of [{ origin: "https://evil.example" }, {} as Record<string, string>]) {
    const answer = await page.request.post(`${webUrl()}/api/auth/login`, { data: { email: "doctor@csss.com", password: "Doctor@123" }, headers });
    expect(answer.status()).toBe(403);
  }
});

test("two tabs and a reload share one session", async ({ page, context }) => {
  await logIn(page, "doctor");
  await page.goto("/doctor");
  const other = await context.newPage();
  await Promise.all([page.reload(), other.goto("/doctor")]);
  await Promise.all([page.reload(), other.reload()]);
  for (const tab of [page, other]) await expect(tab.getByRole("link", { name: "Account of Demo Doctor" })).toBeVisible();
});

test("a session that ends loses no typing", async ({ page, logInAs, context }) => {
  await logInAs("doctor");
  await page.goto("/doctor/upload");
  const notes = page.getByLabel("Notes for the record (optional)");
  await notes.fill("half a sentence");
  // The session is over, here and at the server; but first it must have begun, or its cookie comes after all.
  await expect(page.getByRole("link", { name: "Account of Demo Doctor" })).toBeVisible();
  await context.clearCookies();
  let ended = true; // not once only: the list that the page began with may take that answer and be given up
  await page.route("**/api/doctor/patients**", (route) => (ended ? route.fulfill({ status: 401, json: { code: "unauthenticated" } }) : route.fallback()));
  await page.getByLabel("Search by name").fill("Demo");
  const dialog = page.getByRole("dialog", { name: "Please log in again" });
  await dialog.getByLabel("E-mail address").fill("doctor@csss.com");
  await dialog.getByLabel("Password").fill("Doctor@123");
  ended = false;
  await dialog.getByRole("button", { name: "Log in" }).click();
  await expect(dialog).toBeHidden();
  await expect(notes).toHaveValue("half a sentence");
});

test("logging out ends the session", async ({ page, logInAs }) => {
  await logInAs("patient");
  await page.goto("/patient");
  await page.getByRole("button", { name: "Log out" }).click();
  await expect(page).toHaveURL(/\/login$/);
  await page.goto("/patient");
  await expect(page).toHaveURL(/\/login\?next=/);
});

for (const path of ["/admin", "/doctor", "/pharmacist"])
  test(`a patient who types ${path} gets a polite refusal and no data`, async ({ page, logInAs }) => {
    await logInAs("patient");
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "This page is not for your role" })).toBeVisible();
    expect(asked.filter((one) => /^\/api\/(admin|doctor|pharmacist)/.test(one))).toEqual([]);
  });
