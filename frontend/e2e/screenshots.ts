// Pictures of every page for docs/screenshots: 1440 and 390 pixels wide, both themes, and Arabic. `npm run screenshots` starts a system of its own, or uses the one at
// CSSS_WEB_URL; CSSS_LOOK=dark-1440 makes one look alone, CSSS_PAGES=access,audit these pages alone.
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { evenIfReset, webUrl } from "./fixtures";
import { accounts, type Account } from "./system/accounts";
import { realRadiograph, synthetic } from "./system/scans";

const web = () => webUrl();
const folder = path.resolve(import.meta.dirname, "../../docs/screenshots");
const only = process.env.CSSS_LOOK;
const pagesOnly = process.env.CSSS_PAGES?.split(",");
const tallest = 2400;

async function logIn(context: BrowserContext, account: Account) {
  const answer = await context.request.post(`${web()}/api/auth/login`, { data: accounts[account], headers: { origin: web() }, ...evenIfReset });
  if (!answer.ok()) throw new Error(`Login as ${account}: ${answer.status()}`);
  return (await answer.json()) as { access_token: string; user_id: string };
}

/** A signed scan and a prescription, so that there is something to see. */
async function prepare(browser: Browser): Promise<{ scan: string; prescription: string }> {
  const context = await browser.newContext();
  const patient = await logIn(context, "patient");
  const doctor = await logIn(context, "doctor");
  const headers = { authorization: `Bearer ${doctor.access_token}`, origin: web() };
  let scan = "";
  // Only synthetic pictures are published: the real ones are other people's.
  for (const file of process.env.CSSS_REAL_SCANS === "1" && realRadiograph ? [realRadiograph] : [synthetic, synthetic.replace("-1", "-2"), synthetic.replace("-1", "-3")]) {
    const answer = await context.request.post(`${web()}/api/doctor/upload`, {
      ...evenIfReset,
      headers: { ...headers, prefer: "wait=30" },
      multipart: { patient_id: patient.user_id, modality: "chest_xray", file: { name: path.basename(file), mimeType: "image/png", buffer: readFileSync(file) } },
    });
    const made = (await answer.json()) as { scan_id: string; status: string };
    if (made.status !== "rejected") scan = made.scan_id;
    else scan ||= made.scan_id;
  }
  const words = { findings: "Synthetic image.", impression: "No clinical statement: a demonstration.", recommendation: "None." };
  await context.request.post(`${web()}/api/reports/generate/${scan}`, { headers, data: words });
  const items = [{ drug: "Amoxicillin", dose: "500 mg", frequency: "three times a day", duration: "5 days", notes: "With water." }];
  const prescribed = await context.request.post(`${web()}/api/doctor/prescriptions`, { headers, data: { patient_id: patient.user_id, items } });
  const { prescription_id } = (await prescribed.json()) as { prescription_id: string };
  await context.close();
  return { scan, prescription: prescription_id };
}

/** Nothing is being loaded any more: no skeletons, the names are there, the picture is painted. */
async function isComplete(page: Page, account: Account | null) {
  await page.getByRole("heading", { level: 1 }).waitFor();
  if (account !== null) await page.locator('header a[aria-label*="Demo"]').waitFor();
  await page.waitForFunction(() => document.querySelector('.animate-pulse, [data-testid="viewer"][data-painted="false"]') === null && !/…[0-9a-f]{6}\b/.test(document.querySelector("main")?.innerText ?? ""));
}

/** As somebody sees it who scrolls to the end: what is fixed to the foot of a phone is at the foot of the picture. */
async function takeWhole(page: Page, file: string) {
  const size = page.viewportSize();
  // The viewer is as high as the screen: there, a higher screen would be another page.
  if (size?.width === 390 && (await page.getByTestId("viewer").count()) > 0) return page.screenshot({ path: file, fullPage: true });
  if (size?.width === 390) await page.setViewportSize({ width: 390, height: Math.min(tallest, await page.evaluate(() => document.documentElement.scrollHeight)) });
  await page.screenshot({ path: file });
  if (size?.width === 390) await page.setViewportSize(size);
  return undefined;
}

const looks = [
  { name: "dark-1440", width: 1440, theme: "dark", language: "en" }, { name: "light-1440", width: 1440, theme: "light", language: "en" },
  { name: "dark-390", width: 390, theme: "dark", language: "en" }, { name: "light-390", width: 390, theme: "light", language: "en" },
  { name: "arabic-1440", width: 1440, theme: "dark", language: "ar" }, { name: "arabic-390", width: 390, theme: "light", language: "ar" },
].filter(({ name }) => only === undefined || name.includes(only));


test("pictures of every page", async ({ browser }) => {
  test.setTimeout(30 * 60_000);
  mkdirSync(folder, { recursive: true });
  const { scan, prescription } = await prepare(browser);
  const pages: readonly [string, string, Account | null][] = [
    ["landing", "/", null], ["login", "/login", null], ["register", "/register", null], ["forgot", "/forgot", null], ["reset", "/reset", null],
    ["worklist", "/doctor", "doctor"], ["upload", "/doctor/upload", "doctor"], ["patients", "/doctor/patients", "doctor"], ["prescribe", "/doctor/prescribe", "doctor"], ["scan", `/doctor/scans/${scan}`, "doctor"],
    ["results", "/patient", "patient"], ["insights", "/patient/insights", "patient"], ["access", "/patient/access", "patient"], ["refusal", "/admin", "patient"],
    ["pharmacy", "/pharmacist", "pharmacist"], ["prescription", `/pharmacist/${prescription}`, "pharmacist"], ["overview", "/admin", "admin"], ["users", "/admin/users", "admin"], ["audit", "/admin/audit", "admin"], ["emergencies", "/admin/emergencies", "admin"], ["clients", "/admin/clients", "admin"], ["account", "/account", "patient"],
  ];
  for (const look of looks)
    for (const account of [null, "doctor", "patient", "pharmacist", "admin"] as const) {
      const context = await browser.newContext({ viewport: { width: look.width, height: look.width === 390 ? 844 : 900 }, timezoneId: "UTC", reducedMotion: "reduce" });
      await context.addCookies([{ name: "csss_theme", value: look.theme, url: web() }, { name: "csss_lang", value: look.language, url: web() }]);
      if (account !== null) await logIn(context, account);
      const page = await context.newPage();
      for (const [name, url] of pages.filter(([name, , whose]) => whose === account && (pagesOnly?.includes(name) ?? true))) {
        await page.goto(web() + url);
        await isComplete(page, account);
        if (name === "scan" && (await page.locator('button[aria-pressed] .lucide-flame').count()) > 0) {
          await page.locator("button:has(.lucide-flame)").click();
          await page.locator('[data-heatmap="true"]').waitFor();
        }
        await takeWhole(page, path.join(folder, `${name}-${look.name}.png`));
      }
      await context.close();
    }
});
