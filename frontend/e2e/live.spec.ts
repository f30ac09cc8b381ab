import { readFileSync } from "node:fs";
import { expect, test, webUrl } from "./fixtures";
import { accounts } from "./system/accounts";
import { synthetic } from "./system/scans";

test("a scan's state changes on an open worklist by push alone", async ({ page, logInAs, worklist }) => {
  // Without intervals nothing is ever looked for: what comes was pushed.
  await page.addInitScript(() => {
    window.setInterval = (() => 0) as unknown as typeof window.setInterval;
  });
  const pushed: string[] = [];
  const addresses: string[] = [];
  page.on("websocket", (socket) => {
    addresses.push(socket.url());
    socket.on("framereceived", ({ payload }) => pushed.push(payload.toString()));
  });
  await logInAs("doctor");
  await worklist.open();
  await expect.poll(() => pushed.some((frame) => frame.includes('"sequence"')), { message: "the page has caught up", timeout: 60_000 }).toBe(true);
  const scanId = await uploadElsewhere();

  const row = page.locator(`a[href="/doctor/scans/${scanId}"]`).first();
  await expect(row).toBeVisible({ timeout: 60_000 });
  await expect.poll(() => pushed.some((frame) => frame.includes(scanId) && /"status":"(completed|rejected|failed)"/.test(frame)), { message: "the outcome was pushed", timeout: 60_000 }).toBe(true);
  await expect(row).not.toContainText(/Waiting|Being analysed/, { timeout: 60_000 });
  expect(addresses.filter((address) => address.includes("/api/hubs/scans"))).toEqual([`${webUrl().replace("http", "ws")}/api/hubs/scans`]);
});

test("a change told while a scan is first being fetched is not lost, though the fetch brings what was before it", async ({ page, logInAs }) => {
  // No intervals, as above; and it is known when a short timer ran: what the hub says is gathered for a moment and then told to the page.
  await page.addInitScript(() => {
    window.setInterval = (() => 0) as unknown as typeof window.setInterval;
    const later = window.setTimeout.bind(window);
    window.setTimeout = ((run: () => void, ms?: number) => later(() => (run(), ms === 100 && document.documentElement.setAttribute("data-told", "")), ms)) as typeof window.setTimeout;
  });
  await logInAs("doctor");
  const scanId = await uploadElsewhere();
  let asked = 0;
  await page.route(`**/api/doctor/scans/${scanId}`, async (route) => {
    if (++asked > 1) return route.fallback();
    await page.locator("html[data-told]").waitFor({ state: "attached", timeout: 60_000 });
    const before = (await (await route.fetch()).json()) as object;
    return route.fulfill({ json: { ...before, status: "processing", completed_at: null, prediction: null, gradcam: null, failure: null } });
  });
  await page.goto(`/doctor/scans/${scanId}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("The scan is being analysed.")).toHaveCount(0, { timeout: 60_000 });
  expect(asked).toBeGreaterThan(1);
});

/** As the same doctor at another desk: this page knows nothing of it. */
async function uploadElsewhere(): Promise<string> {
  const ask = async (path: string, init: RequestInit) => {
    const answer = await fetch(`${webUrl()}/api${path}`, { ...init, headers: { origin: webUrl(), ...init.headers } });
    expect(answer.ok, path).toBe(true);
    return (await answer.json()) as Record<string, unknown>;
  };
  const { access_token: token } = await ask("/auth/login", { method: "POST", body: JSON.stringify(accounts.doctor), headers: { "content-type": "application/json" } });
  const authorization = `Bearer ${String(token)}`;
  const patients = (await ask("/doctor/patients", { headers: { authorization } })).items as { patient_id: string }[];
  const form = new FormData();
  form.set("patient_id", patients[0]?.patient_id ?? "");
  form.set("file", new Blob([readFileSync(synthetic)]), "chest.png");
  return String((await ask("/doctor/upload", { method: "POST", headers: { authorization }, body: form })).scan_id);
}
