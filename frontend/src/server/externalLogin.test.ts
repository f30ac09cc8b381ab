import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

vi.mock("server-only", () => ({}));
const { finishExternalLogin, startExternalLogin } = await import("./externalLogin");

const tokens = { access_token: "a", refresh_token: "r", expires_in: 300, role: "doctor", name: "Ada", user_id: "1" };
const answers: Record<string, [number, unknown]> = {
  "/auth/external/start": [200, { authorization_url: "https://hospital.test/authorize?state=s", login_token: "sealed+/=" }],
  "/auth/external/finish": [200, tokens],
};
let gateway: Server;
let seen: { path: string; body: string }[];

beforeEach(async () => {
  seen = [];
  gateway = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      seen.push({ path: request.url ?? "", body });
      const [status, answer] = answers[request.url ?? ""] ?? [404, {}];
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((listening) => void gateway.listen(0, "localhost", listening));
  vi.stubEnv("services__gateway__http__0", `http://localhost:${(gateway.address() as AddressInfo).port}`);
});

afterEach(() => {
  vi.unstubAllEnvs();
  gateway.close();
});

const post = (path: string, body: unknown, cookie = "") =>
  new Request(`http://web.test${path}`, { method: "POST", headers: { origin: "http://web.test", host: "web.test", cookie, "content-type": "application/json" }, body: JSON.stringify(body) });

test("what belongs to one sign-in stays in a cookie that no script reads, and comes back once", async () => {
  const started = await startExternalLogin(post("/api/auth/external/start", {}));
  expect(await started.json()).toEqual({ authorization_url: "https://hospital.test/authorize?state=s" });
  const cookie = started.headers.getSetCookie()[0] ?? "";
  expect(cookie).toMatch(/^csss_external=.*Path=\/api\/auth\/external.*HttpOnly/i);

  const finished = await finishExternalLogin(post("/api/auth/external/finish", { state: "s", code: "c" }, cookie.split(";")[0]));
  expect(JSON.parse(seen[1]?.body ?? "")).toEqual({ state: "s", code: "c", login_token: "sealed+/=" });
  expect(await finished.json()).not.toHaveProperty("refresh_token");
  const set = finished.headers.getSetCookie();
  expect(set.find((one) => one.startsWith("csss_refresh=r"))).toMatch(/HttpOnly/i);
  expect(set.find((one) => one.startsWith("csss_external=;"))).toMatch(/Max-Age=0/i);
});

test("another site can neither start nor finish one", async () => {
  const foreign = (path: string) => new Request(`http://web.test${path}`, { method: "POST", headers: { origin: "http://evil.test", host: "web.test" }, body: "{}" });
  expect((await startExternalLogin(foreign("/api/auth/external/start"))).status).toBe(403);
  expect((await finishExternalLogin(foreign("/api/auth/external/finish"))).status).toBe(403);
  expect(seen).toEqual([]);
});
