import AxeBuilder from "@axe-core/playwright";
import { expect, test as base, type Page } from "@playwright/test";
import { AssistantPanel } from "./pages/AssistantPanel";
import { AuditPage } from "./pages/AuditPage";
import { HistoryPage } from "./pages/HistoryPage";
import { LoginPage } from "./pages/LoginPage";
import { OverviewPage } from "./pages/OverviewPage";
import { PrescribePage } from "./pages/PrescribePage";
import { PrescriptionPage } from "./pages/PrescriptionPage";
import { QueuePage } from "./pages/QueuePage";
import { RegisterPage } from "./pages/RegisterPage";
import { ScanPage } from "./pages/ScanPage";
import { UploadPage } from "./pages/UploadPage";
import { UsersPage } from "./pages/UsersPage";
import { WorklistPage } from "./pages/WorklistPage";
import { accounts, type Account } from "./system/accounts";
import { Inbox } from "./system/inbox";
import { People } from "./system/people";

interface Fixtures {
  readonly inbox: Inbox;
  readonly people: People;
  /** Logs in by the API, as the page's own form would: the cookies are in the browser afterwards. */
  readonly logInAs: (account: Account) => Promise<void>;
  readonly loginPage: LoginPage;
  readonly registerPage: RegisterPage;
  readonly worklist: WorklistPage;
  readonly upload: UploadPage;
  readonly scan: ScanPage;
  readonly history: HistoryPage;
  readonly prescribe: PrescribePage;
  readonly queue: QueuePage;
  readonly prescription: PrescriptionPage;
  readonly overview: OverviewPage;
  readonly users: UsersPage;
  readonly audit: AuditPage;
  readonly assistant: AssistantPanel;
  /** No WCAG 2.0 to 2.2 A or AA rule is broken on the page as it is now. */
  readonly hasNoBarriers: (what: string) => Promise<void>;
}

/** A kept connection may be closed by the server just as it is used again: that is no failure of what is tested. */
export const evenIfReset = { maxRetries: 3 } as const;

export const webUrl = (): string => process.env.CSSS_WEB_URL ?? "http://localhost:3000";

export const gatewayUrl = (): string => process.env.CSSS_GATEWAY_URL ?? "http://localhost:8000";

export const test = base.extend<Fixtures>({
  baseURL: async ({}, use) => use(webUrl()),
  inbox: async ({}, use) => use(new Inbox()),
  people: async ({ request, inbox }, use) => use(new People(request, webUrl(), inbox)),
  logInAs: async ({ page }, use) => use((account) => logIn(page, account)),
  loginPage: async ({ page }, use) => use(new LoginPage(page)),
  registerPage: async ({ page }, use) => use(new RegisterPage(page)),
  worklist: async ({ page }, use) => use(new WorklistPage(page)),
  upload: async ({ page }, use) => use(new UploadPage(page)),
  scan: async ({ page }, use) => use(new ScanPage(page)),
  history: async ({ page }, use) => use(new HistoryPage(page)),
  prescribe: async ({ page }, use) => use(new PrescribePage(page)),
  queue: async ({ page }, use) => use(new QueuePage(page)),
  prescription: async ({ page }, use) => use(new PrescriptionPage(page)),
  overview: async ({ page }, use) => use(new OverviewPage(page)),
  users: async ({ page }, use) => use(new UsersPage(page)),
  audit: async ({ page }, use) => use(new AuditPage(page)),
  assistant: async ({ page }, use) => use(new AssistantPanel(page)),
  hasNoBarriers: async ({ page }, use) =>
    use(async (what) => {
      const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
      expect(violations.map(({ id, nodes }) => `${what}: ${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
    }),
});

export { expect } from "@playwright/test";

export async function logIn(page: Page, account: Account): Promise<void> {
  const answer = await page.request.post(`${webUrl()}/api/auth/login`, { data: accounts[account], headers: { origin: webUrl() }, ...evenIfReset });
  expect(answer.status()).toBe(200);
}
