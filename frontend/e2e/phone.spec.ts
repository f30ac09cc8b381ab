import type { Page } from "@playwright/test";
import { expect, logIn, test } from "./fixtures";
import type { Account } from "./system/accounts";
import { prescribe } from "./system/records";
import { isSettled } from "./system/settled";

const pages: Record<Account | "anybody", readonly string[]> = {
  anybody: ["/", "/login", "/register", "/forgot", "/reset", "/nothing-here"],
  doctor: ["/doctor", "/doctor/upload", "/doctor/patients", "/doctor/prescribe"],
  patient: ["/patient", "/patient/insights", "/patient/access", "/account", "/admin"],
  pharmacist: ["/pharmacist"],
  admin: ["/admin", "/admin/users", "/admin/audit", "/admin/emergencies", "/admin/clients", "/account"],
};

for (const language of ["en", "es", "fr", "de", "hi", "ar"])
  test(`no page is wider than a phone, and no tab's words are cut off, in ${language}`, async ({ page, context, baseURL, people, request }) => {
    test.setTimeout(240_000);
    const { scan_id, prescription_id } = await prescribe(request, people, "Amoxicillin");
    await page.setViewportSize({ width: 390, height: 844 });
    await context.addCookies([{ name: "csss_lang", value: language, url: baseURL ?? "" }]);
    const found: string[] = [];
    for (const [account, paths] of Object.entries(pages)) {
      if (account !== "anybody") await logIn(page, account as Account);
      const more = account === "doctor" ? [`/doctor/scans/${scan_id}`] : account === "pharmacist" ? [`/pharmacist/${prescription_id}`] : [];
      for (const path of [...paths, ...more]) {
        await page.goto(path);
        await isSettled(page);
        found.push(...(await tooWide(page)).map((what) => `${path}: ${what}`));
      }
    }
    expect(found).toEqual([]);
  });

function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const cut = [...document.querySelectorAll<HTMLElement>("nav a span")].filter((tab) => tab.offsetParent !== null && (tab.scrollWidth > tab.clientWidth + 1 || tab.scrollHeight > tab.clientHeight + 1));
    return [...(root.scrollWidth > root.clientWidth ? [`${root.scrollWidth} px wide`] : []), ...cut.map((tab) => `"${tab.textContent}" is cut off`)];
  });
}
