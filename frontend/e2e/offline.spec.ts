import { expect, test } from "./fixtures";

test("without a connection the app says so, shows nobody's data, and works again afterwards", async ({ logInAs, page, context }) => {
  await logInAs("patient");
  await page.goto("/patient");
  await expect(page.getByRole("heading", { level: 1, name: "My results" })).toBeVisible();
  // The offline page is kept by then, and this page is under the worker.
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller === null) await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
  });
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    return (await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname)))).flat();
  });
  expect(kept).toEqual(["/offline"]);

  await context.setOffline(true);
  await page.goto("/patient/access");
  await expect(page.getByRole("heading", { level: 1, name: "You are offline" })).toBeVisible();
  await expect(page.getByText("keeps none on this device")).toBeVisible();
  await expect(page.getByText("Demo")).toHaveCount(0);

  await context.setOffline(false);
  await page.goto("/patient/access");
  await expect(page.getByRole("heading", { level: 1, name: "Who looked at my data" })).toBeVisible();
});

test("a page that is open says that there is no connection, and goes on with the next try", async ({ logInAs, page, context }) => {
  await logInAs("doctor");
  await page.goto("/doctor/patients");
  await expect(page.getByRole("row").filter({ hasText: "Demo Patient" })).toBeVisible();
  await context.setOffline(true);
  await page.getByLabel("Search by name").fill("Demo");
  await expect(page.getByRole("alert").filter({ hasText: "There is no connection to the server." })).toBeVisible({ timeout: 40_000 });
  await context.setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Demo Patient" })).toBeVisible();
});
