import type { Page, Response } from "@playwright/test";
import { expect, gatewayUrl, test as base } from "./fixtures";
import { SignInPage } from "./pages/SignInPage";
import { Application } from "./system/application";
import { codeOf } from "./system/totp";

// Signing in to another application with an account of this system: OpenID Connect, authorization code with PKCE, in a real browser through the real gateway.

base.setTimeout(300_000); // each page is looked at in four ways

interface Fixtures {
  readonly signIn: SignInPage;
  /** Registered by an administrator, and running. */
  readonly viewer: Application;
  /** Another one, registered as well. */
  readonly other: Application;
  /** No barriers, nothing too wide, nothing that could run, at 1440 and 390 pixels, in both themes. */
  readonly isFit: (what: string) => Promise<void>;
}

const test = base.extend<Fixtures>({
  ignoreHTTPSErrors: async ({}, use) => use(gatewayUrl().startsWith("https:")), // the development certificate
  signIn: async ({ page }, use) => use(new SignInPage(page)),
  viewer: async ({ people }, use) => run("PACS <viewer>", people, use),
  other: async ({ people }, use) => run("Another", people, use),
  isFit: async ({ page, hasNoBarriers }, use) => {
    const policies = new Map<string, string>();
    const onResponse = (answer: Response) => {
      if (answer.request().isNavigationRequest()) policies.set(answer.url(), answer.headers()["content-security-policy"] ?? "none");
    };
    page.on("response", onResponse);
    await use(async (what) => {
      const policy = policies.get(page.url()) ?? "none";
      expect(policy, what).toContain("default-src 'none'");
      expect(policy, what).not.toMatch(/script-src|unsafe/);
      for (const width of [390, 1440])
        for (const colorScheme of ["light", "dark"] as const) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme });
          await hasNoBarriers(`${what} at ${width} px, ${colorScheme}`);
          const { wide, ground } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, ground: getComputedStyle(document.body).backgroundColor }));
          expect(wide, `${what} at ${width} px`).toBeLessThanOrEqual(width);
          expect(ground, `the style sheet of ${what}`).toBe(colorScheme === "dark" ? "rgb(13, 21, 32)" : "rgb(243, 246, 249)");
        }
    });
    page.off("response", onResponse);
  },
});

async function run(name: string, people: { post: (path: string, data: unknown, expected: number, token?: string) => Promise<unknown>; tokenOf: (account: "admin") => Promise<string> }, use: (application: Application) => Promise<void>) {
  const application = await new Application(gatewayUrl()).start();
  const client = await people.post("/admin/clients", { name, redirect_uris: [application.redirectUri] }, 201, await people.tokenOf("admin"));
  application.registeredAs(client as { client_id: string; client_secret: string });
  await use(application);
  await application.stop();
}

/** The browser is back; what it brought. */
async function broughtTo(application: Application, page: Page): Promise<URLSearchParams> {
  await expect(page.getByRole("heading", { name: "Back at the application" })).toBeVisible();
  return application.returned(page.url());
}

test("a patient declines, then allows, and the application learns what they allowed and can do nothing with it", async ({ page, context, people, viewer, other, signIn, isFit, request }) => {
  const patient = await people.register("patient");
  await page.goto(viewer.entrance);
  await expect(signIn.title).toHaveText("Sign in to CSSS");
  await expect(page.getByText("to continue to PACS <viewer>")).toBeVisible();
  const cookie = (await context.cookies(`${gatewayUrl()}/connect/login`)).find((one) => one.name === "csss-connect");
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict", path: "/connect", secure: gatewayUrl().startsWith("https:") });
  await isFit("the sign-in page");
  await signIn.signIn({ ...patient, password: "not the password" });
  await expect(signIn.alert).toContainText("is wrong");
  await isFit("the sign-in page after a wrong password");

  await signIn.signIn(patient);
  await expect(signIn.title).toHaveText("Allow PACS <viewer> to know who you are?");
  await expect(page.getByText(`You are signed in as ${patient.name}.`)).toBeVisible();
  await expect(signIn.learns).toHaveText(["an id that stands for you", "your name and your role", "your e-mail address"]);
  await expect(page.getByText(`It gets no access to scans, reports or prescriptions. You will be sent to ${viewer.origin}.`)).toBeVisible();
  await isFit("the page that asks for consent");
  await signIn.cancel.click();
  const declined = await broughtTo(viewer, page);
  expect(declined.get("error")).toBe("access_denied");
  expect(declined.has("code")).toBe(false);

  await page.goto(viewer.entrance);
  await signIn.signIn(patient); // nothing was remembered
  await signIn.allow.click();
  const code = (await broughtTo(viewer, page)).get("code") ?? "";
  const { status, body } = await viewer.redeem(code);
  expect(status).toBe(200);
  expect(await viewer.claimsOf(body.id_token)).toMatchObject({ sub: patient.id, name: patient.name, role: "patient", email: patient.email, email_verified: true });

  const token = String(body.access_token);
  for (const path of ["/auth/me", "/patient/history", "/patient/access-log", "/admin/users", "/results/00000000-0000-0000-0000-000000000000", "/events"])
    for (const bearer of [token, String(body.id_token)]) expect((await request.get(gatewayUrl() + path, { headers: { authorization: `Bearer ${bearer}` } })).status(), path).toBe(401);
  expect(body).not.toHaveProperty("refresh_token");
  expect((await viewer.refresh(token)).body.error).toMatch(/^(unsupported_grant_type|unauthorized_client|invalid_grant)$/);

  expect(await viewer.isAlive(token)).toBe(true);
  expect(await other.isAlive(token)).toBe(false); // it is nobody else's business
  const again = await viewer.redeem(code);
  expect([again.status, again.body.error]).toEqual([400, "invalid_grant"]);
  expect(await viewer.isAlive(token)).toBe(false);
});

test("with the keyboard alone, a second factor, and no more consent than to an id; what is revoked is over at once", async ({ page, people, viewer, other, signIn, isFit }) => {
  const person = await people.register("patient");
  const { access_token: own } = (await people.post("/auth/login", { email: person.email, password: person.password }, 200)) as { access_token: string };
  const { secret } = (await people.post("/auth/totp/enroll", {}, 200, own)) as { secret: string };
  const { recovery_codes: recovery } = (await people.post("/auth/totp/confirm", { otp: codeOf(secret) }, 200, own)) as { recovery_codes: string[] };
  const type = (text: string) => page.keyboard.type(text);
  const press = (key: string) => page.keyboard.press(key);

  await page.goto(`${viewer.entrance}?scope=openid`);
  await expect(signIn.email).toBeFocused();
  await type(person.email);
  await press("Tab");
  await type(person.password);
  await press("Enter");
  await expect(signIn.code).toBeFocused();
  expect(await page.content()).not.toContain(person.name); // a password alone does not tell whose account it is
  await isFit("the page that asks for a code");
  await type("not a code");
  await press("Enter");
  await expect(signIn.alert).toContainText("That code is wrong");
  await type(recovery[0] ?? "");
  await press("Enter");
  await expect(signIn.learns).toHaveText(["an id that stands for you"]);
  await press("Tab");
  await expect(signIn.allow).toBeFocused();
  expect(await signIn.allow.evaluate((button) => getComputedStyle(button).outlineStyle)).toBe("solid");
  await press("Tab");
  await expect(signIn.cancel).toBeFocused();
  await press("Shift+Tab");
  await press("Enter");

  const { status, body } = await viewer.redeem((await broughtTo(viewer, page)).get("code") ?? "");
  expect(status).toBe(200);
  const claims = await viewer.claimsOf(body.id_token);
  expect(claims.sub).toBe(person.id);
  for (const claim of ["name", "role", "email"]) expect(claims).not.toHaveProperty(claim);

  const token = String(body.access_token);
  await other.revoke(token); // not its own
  expect(await viewer.isAlive(token)).toBe(true);
  expect((await viewer.revoke(token)).status).toBe(200);
  expect(await viewer.isAlive(token)).toBe(false);
});

test("who is sent by an application that is not known, or comes back to an old page, is told so in plain words", async ({ page, context, people, viewer, signIn, isFit }) => {
  const forged = viewer.request();
  forged.searchParams.set("redirect_uri", "https://evil.example/");
  await page.goto(forged.href);
  await expect(signIn.alert).toContainText("You have not been signed in");
  expect(new URL(page.url()).origin).toBe(gatewayUrl());
  await isFit("the page for a request that is not the application's");

  const unproven = viewer.request();
  for (const parameter of ["code_challenge", "code_challenge_method"]) unproven.searchParams.delete(parameter);
  await page.goto(unproven.href);
  await expect(signIn.alert).toContainText("You have not been signed in");

  const silent = viewer.request();
  silent.searchParams.set("prompt", "none");
  await page.goto(silent.href);
  expect((await broughtTo(viewer, page)).get("error")).toBe("login_required");

  await page.goto(viewer.entrance);
  await context.clearCookies(); // as if it had been opened in another browser
  await signIn.signIn(await people.register("patient"));
  await expect(signIn.title).toHaveText("Please start again");
  await isFit("the page that is too old");
});
