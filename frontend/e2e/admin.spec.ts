import { expect, test } from "./fixtures";
import { uploadScan } from "./system/records";

test("a registered doctor is approved, found, given another role, and deleted after a question", async ({ logInAs, users, people, page, hasNoBarriers }) => {
  const person = await people.register("doctor");
  expect(await people.canLogIn(person)).toBe(false);

  await logInAs("admin");
  await users.open();
  await users.search(person.email);
  await expect(users.rowOf(person.email)).toContainText("waits for approval");
  await users.answered("PUT", () => users.button(person.email, "Approve").click());
  await expect(users.button(person.email, "Disable")).toBeVisible();
  expect(await people.canLogIn(person)).toBe(true);

  await users.answered("PUT", () => users.roleOf(person.email).selectOption("pharmacist"));
  await expect(users.roleOf(person.email)).toHaveValue("pharmacist");
  await page.getByLabel("Role", { exact: true }).selectOption("doctor");
  await expect(users.nobody).toBeVisible();
  await page.getByLabel("Role", { exact: true }).selectOption("pharmacist");

  await users.button(person.email, "Delete").click();
  await hasNoBarriers("the question before a user is deleted");
  await users.question.getByRole("button", { name: "Cancel" }).click();
  await expect(users.rowOf(person.email)).toBeVisible();
  await users.button(person.email, "Delete").click();
  await users.answered("DELETE", () => users.question.getByRole("button", { name: "Delete", exact: true }).click());
  await expect(users.nobody).toBeVisible();
  expect(await people.canLogIn(person)).toBe(false);
});

test("the cards count what happened", async ({ logInAs, overview, people, request, page }) => {
  await logInAs("admin");
  await overview.open();
  for (const name of ["Users", "Active doctors", "Scans", "Signed reports"]) await expect(overview.figure(name)).toHaveText(/^\d/);
  const before = await overview.count("Scans");
  await uploadScan(request, people);
  await expect(async () => {
    await page.reload();
    await expect(overview.figure("Scans")).toHaveText(/^\d/);
    expect(await overview.count("Scans")).toBeGreaterThan(before);
  }).toPass({ timeout: 60_000 });
});

test("the trail tells in words, filters, and is found intact", async ({ logInAs, audit, people, users }) => {
  const person = await people.register("doctor");
  await logInAs("admin");
  await users.open();
  await users.search(person.email);
  await users.answered("PUT", () => users.button(person.email, "Approve").click());

  await audit.open();
  await audit.object.fill(`users/${person.id}`);
  await audit.action.selectOption({ label: "Change a user's role or status" });
  await expect(async () => {
    await audit.action.selectOption({ label: "All" }); // the entry comes by the bus: asked again until it is there
    await audit.action.selectOption({ label: "Change a user's role or status" });
    await expect(audit.rows).toHaveCount(1, { timeout: 6_000 });
  }).toPass({ timeout: 60_000 });
  await expect(audit.rows).toContainText("Change a user's role or status");
  await expect(audit.rows).toContainText("allowed");

  await audit.verify();
  await expect(audit.verification).toHaveText(/^Intact: [\d,]+ entries checked$/);
});

test("a doctor whom an admin disables is out of the page that lies open before them", async ({ logInAs, users, people, browser, page }) => {
  const doctor = await people.approvedDoctor();
  const theirs = await (await browser.newContext()).newPage();
  await theirs.goto(`${people.web}/login`);
  await theirs.getByLabel("E-mail address").fill(doctor.email);
  await theirs.getByLabel("Password", { exact: true }).fill(doctor.password);
  await theirs.getByRole("button", { name: "Log in" }).click();
  await expect(theirs.getByRole("link", { name: `Account of ${doctor.name}` })).toBeVisible();

  await logInAs("admin");
  await users.open();
  await users.search(doctor.email);
  await users.answered("PUT", () => users.button(doctor.email, "Disable").click());
  const since = Date.now();
  const dialog = theirs.getByRole("dialog", { name: "Please log in again" });
  await expect(dialog).toBeVisible({ timeout: 30_000 });
  const took = Date.now() - since;
  console.log(`out after ${took} ms`);
  // On a machine that does other things as well, more than the system is measured: asserted where one of its own is promised (CSSS_OUT_WITHIN_MS=5000).
  if (process.env.CSSS_OUT_WITHIN_MS !== undefined) expect(took).toBeLessThanOrEqual(Number(process.env.CSSS_OUT_WITHIN_MS));

  await dialog.getByLabel("E-mail address").fill(doctor.email);
  await dialog.getByLabel("Password").fill(doctor.password);
  await dialog.getByRole("button", { name: "Log in" }).click();
  await expect(dialog.getByRole("alert")).toContainText("this account cannot log in");
  await expect(page.getByRole("row").filter({ hasText: doctor.email })).toContainText("disabled");
  await theirs.context().close();
});
