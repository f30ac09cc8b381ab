// Pictures of every page for docs/screenshots: 1440 and 390 pixels wide, both themes, and Arabic. `npm run screenshots` starts a system of its own, or uses the one at
// CSSS_WEB_URL; CSSS_LOOK=dark-1440 makes one look alone.
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test, type Browser, type BrowserContext } from "@playwright/test";
import { webUrl } from "./fixtures";
import { accounts, type Account } from "./system/accounts";
import { realRadiograph, synthetic } from "./system/scans";

const web = () => webUrl();
const folder = path.resolve(import.meta.dirname, "../../docs/screenshots");
const only = process.env.CSSS_LOOK;

async function logIn(context: BrowserContext, account: Account) {
  const answer = await context.request.post(`${web()}/api/auth/login`, { data: accounts[account], headers: { origin: web() } });
  if (!answer.ok()) throw new Error(`Login as ${account}: ${answer.status()}`);
  return (await answer.json()) as { access_token: string; user_id: string };
}

/** A signed scan, so that there is something to see. */
async function prepare(browser: Browser): Promise<string> {
  const context = await browser.newContext();
  const patient = await logIn(context, "patient");
  const doctor = await logIn(context, "doctor");
  const headers = { authorization: `Bearer ${doctor.access_token}`, origin: web() };
  let scan = "";
  // Only synthetic pictures are published: the real ones are other people's.
  for (const file of process.env.CSSS_REAL_SCANS === "1" && realRadiograph ? [realRadiograph] : [synthetic, synthetic.replace("-1", "-2"), synthetic.replace("-1", "-3")]) {
    const answer = await context.request.post(`${web()}/api/doctor/upload`, {
      headers: { ...headers, prefer: "wait=30" },
      multipart: { patient_id: patient.user_id, modality: "chest_xray", file: { name: path.basename(file), mimeType: "image/png", buffer: readFileSync(file) } },
    });
    const made = (await answer.json()) as { scan_id: string; status: string };
    if (made.status !== "rejected") scan = made.scan_id;
    else scan ||= made.scan_id;
  }
  const words = { findings: "Synthetic image.", impression: "No clinical statement: a demonstration.", recommendation: "None." };
  await context.request.post(`${web()}/api/reports/generate/${scan}`, { headers, data: words });
  await context.close();
  return scan;
}

const looks = [
  { name: "dark-1440", width: 1440, theme: "dark", language: "en" }, { name: "light-1440", width: 1440, theme: "light", language: "en" },
  { name: "dark-390", width: 390, theme: "dark", language: "en" }, { name: "light-390", width: 390, theme: "light", language: "en" },
  { name: "arabic-1440", width: 1440, theme: "dark", language: "ar" }, { name: "arabic-390", width: 390, theme: "light", language: "ar" },
].filter(({ name }) => only === undefined || name.includes(only));


test("pictures of every page", async ({ browser }) => {
  test.setTimeout(30 * 60_000);
  mkdirSync(folder, { recursive: true });
  const scan = await prepare(browser);
  const pages: readonly [string, string, Account | null][] = [
    ["landing", "/", null], ["login", "/login", null], ["register", "/register", null], ["forgot", "/forgot", null], ["reset", "/reset", null],
    ["worklist", "/doctor", "doctor"], ["upload", "/doctor/upload", "doctor"], ["patients", "/doctor/patients", "doctor"], ["prescribe", "/doctor/prescribe", "doctor"], ["scan", `/doctor/scans/${scan}`, "doctor"],
    ["results", "/patient", "patient"], ["insights", "/patient/insights", "patient"], ["access", "/patient/access", "patient"], ["refusal", "/admin", "patient"],
    ["pharmacy", "/pharmacist", "pharmacist"], ["overview", "/admin", "admin"], ["users", "/admin/users", "admin"], ["audit", "/admin/audit", "admin"], ["emergencies", "/admin/emergencies", "admin"], ["clients", "/admin/clients", "admin"], ["account", "/account", "admin"],
  ];
  for (const look of looks)
    for (const account of [null, "doctor", "patient", "pharmacist", "admin"] as const) {
      const context = await browser.newContext({ viewport: { width: look.width, height: look.width === 390 ? 844 : 900 }, timezoneId: "UTC", reducedMotion: "reduce" });
      await context.addCookies([{ name: "csss_theme", value: look.theme, url: web() }, { name: "csss_lang", value: look.language, url: web() }]);
      if (account !== null) await logIn(context, account);
      const page = await context.newPage();
      for (const [name, url] of pages.filter(([, , whose]) => whose === account)) {
        await page.goto(web() + url);
        await page.getByRole("heading", { level: 1 }).waitFor();
        await page.waitForFunction(() => document.querySelector(".animate-pulse, [role=status] .sr-only") === null && !document.querySelector('[data-testid="viewer"][data-painted="false"]'));
        if (name === "scan" && (await page.locator('button[aria-pressed] .lucide-flame').count()) > 0) {
          await page.locator("button:has(.lucide-flame)").click();
          await page.locator('[data-heatmap="true"]').waitFor();
        }
        await page.screenshot({ path: path.join(folder, `${name}-${look.name}.png`), fullPage: look.width === 390 });
      }
      await context.close();
    }
});
