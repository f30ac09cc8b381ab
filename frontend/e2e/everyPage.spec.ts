import { expect, test } from "./fixtures";
import type { Account } from "./system/accounts";
import { isSettled } from "./system/settled";

const pages: readonly [Account | null, string][] = [
  [null, "/"], [null, "/login"], [null, "/register"], [null, "/forgot"], [null, "/reset"], [null, "/nothing-here"],
  ["doctor", "/doctor"], ["doctor", "/doctor/upload"], ["doctor", "/doctor/patients"], ["doctor", "/doctor/prescribe"],
  ["patient", "/patient"], ["patient", "/patient/insights"], ["patient", "/patient/access"], ["patient", "/account"],
  ["pharmacist", "/pharmacist"], ["admin", "/admin"], ["admin", "/admin/users"], ["admin", "/admin/audit"], ["admin", "/admin/emergencies"], ["admin", "/admin/clients"], ["admin", "/account"],
];

for (const theme of ["dark", "light"])
  for (const [account, path] of pages)
    test(`${path}${path === "/account" ? ` of the ${account}` : ""} has no barriers, no errors and no strangers in ${theme}`, async ({ page, context, baseURL, logInAs, hasNoBarriers }) => {
      const foreign: string[] = [];
      const broken: string[] = [];
      page.on("request", (request) => {
        if (!request.url().startsWith(baseURL ?? "") && !/^(data|blob):/.test(request.url())) foreign.push(request.url());
      });
      page.on("console", (message) => {
        if (message.type() === "error" && !/status of (401|404|503)/.test(message.text())) broken.push(message.text());
      });
      page.on("pageerror", (error) => broken.push(String(error)));
      await context.addCookies([{ name: "csss_theme", value: theme, url: baseURL ?? "" }]);
      if (account !== null) await logInAs(account);
      await page.goto(path);
      await isSettled(page);
      await hasNoBarriers(path);
      expect(foreign).toEqual([]);
      expect(broken).toEqual([]);
    });

test("Arabic runs from right to left", async ({ page, context, baseURL, logInAs, hasNoBarriers }) => {
  await context.addCookies([{ name: "csss_lang", value: "ar", url: baseURL ?? "" }]);
  await logInAs("patient");
  await page.goto("/patient");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(page.getByRole("heading", { level: 1, name: "نتائجي" })).toBeVisible();
  await hasNoBarriers("/patient in Arabic");
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
});

test("a policy without unsafe scripts, and a nonce of its own for each page", async ({ page }) => {
  const policies = await Promise.all([1, 2].map(async () => (await page.request.get("/login")).headers()["content-security-policy"] ?? ""));
  expect(policies[0]).not.toBe(policies[1]);
  expect(policies[0]?.split("; ").find((part) => part.startsWith("script-src"))).not.toContain("unsafe");
});

test("the patient's page is light and quick on a phone", async ({ page, logInAs }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await logInAs("patient");
  await page.goto("/patient"); // once, so that the server is warm
  await isSettled(page);
  const network = await page.context().newCDPSession(page);
  await network.send("Network.enable");
  await network.send("Network.setCacheDisabled", { cacheDisabled: true });
  const scripts = new Set<string>();
  let bytes = 0;
  network.on("Network.responseReceived", ({ requestId, type }) => void (type === "Script" && scripts.add(requestId)));
  network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => void (scripts.has(requestId) && (bytes += encodedDataLength)));
  await page.goto("/patient");
  await isSettled(page);
  const { paint, shift } = await page.evaluate(
    () =>
      new Promise<{ paint: number; shift: number }>((resolve) => {
        let paint = 0;
        let shift = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => (paint = entry.startTime))).observe({ type: "largest-contentful-paint", buffered: true });
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => (shift += (entry as unknown as { value: number }).value))).observe({ type: "layout-shift", buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve({ paint, shift })));
      }),
  );
  console.log(`first load: ${Math.round(bytes / 1000)} kB of script; largest paint after ${Math.round(paint)} ms; layout shift ${shift.toFixed(3)}`);
  expect(bytes).toBeLessThanOrEqual(200_000);
  expect(shift).toBeLessThanOrEqual(0.1);
  // How fast it paints is the machine's doing as well: asserted where a machine of its own is promised (CSSS_PAINT_BUDGET_MS=1500).
  if (process.env.CSSS_PAINT_BUDGET_MS !== undefined) expect(paint).toBeLessThanOrEqual(Number(process.env.CSSS_PAINT_BUDGET_MS));
});
