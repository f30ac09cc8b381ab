import { expect, test } from "vitest";
import { Client } from "@/api/Client";
import { ApiError } from "@/api/problem";
import { Session } from "./Session";
import { safeNext } from "./homeOf";
import * as z from "zod/mini";

type Answer = { status: number; body?: unknown };

/** A server that counts, and answers as it is told. */
class Server {
  readonly asked: { path: string; token: string | null }[] = [];
  refreshes = 0;
  sessionIsOver = false;
  private good = new Set<string>();

  readonly fetch = (async (input: RequestInfo | URL, init?: RequestInit) => {
    await Promise.resolve();
    const path = String(input);
    const token = new Headers(init?.headers).get("authorization")?.slice("Bearer ".length) ?? null;
    this.asked.push({ path, token });
    const { status, body } = this.answer(path, token);
    return new Response(body === undefined ? null : JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
  }) as typeof fetch;

  revoke() {
    this.good.clear();
  }

  private answer(path: string, token: string | null): Answer {
    if (path === "/api/auth/refresh") return this.sessionIsOver ? { status: 401, body: { code: "invalid_refresh_token" } } : this.tokens(`r${++this.refreshes}`);
    if (path === "/api/auth/login") return this.tokens("login");
    return token !== null && this.good.has(token) ? { status: 200, body: { fine: true } } : { status: 401, body: { code: "unauthenticated" } };
  }

  private tokens(token: string): Answer {
    this.good.add(token);
    return { status: 200, body: { access_token: token, expires_in: 300, role: "doctor", name: "Dr", user_id: "u" } };
  }
}

const fine = z.object({ fine: z.boolean() });

function system() {
  const server = new Server();
  let now = 0;
  let running = 0;
  let most = 0;
  const session = new Session(server.fetch, async (work) => {
    most = Math.max(most, ++running);
    return work().finally(() => running--);
  }, () => now);
  return { server, session, api: new Client(session, server.fetch), at: (ms: number) => (now = ms), mostAtOnce: () => most };
}

test("ten requests at once make one refresh", async () => {
  const { server, api, mostAtOnce } = system();
  await Promise.all(Array.from({ length: 10 }, () => api.get("/x", fine)));
  expect(server.refreshes).toBe(1);
  expect(mostAtOnce()).toBe(1);
});

test("a token that is about to run out is renewed before it is used", async () => {
  const { server, api, at } = system();
  await api.get("/x", fine);
  at(290_000);
  await api.get("/x", fine);
  expect(server.refreshes).toBe(2);
  expect(server.asked.filter(({ path }) => path === "/api/x").map(({ token }) => token)).toEqual(["r1", "r2"]);
});

test("a refused token is renewed once and the request goes through", async () => {
  const { server, api } = system();
  await api.get("/x", fine);
  server.revoke();
  expect(await api.get("/x", fine)).toEqual({ fine: true });
  expect(server.refreshes).toBe(2);
});

test("when the session ends, requests wait for the next login and then go through", async () => {
  const { server, session, api } = system();
  await api.get("/x", fine);
  server.revoke();
  server.sessionIsOver = true;
  const waiting = api.get("/x", fine);
  await new Promise<void>((resolve) => {
    const stop = session.subscribe(() => {
      if (session.current().kind !== "expired") return;
      stop();
      resolve();
    });
  });
  await session.login("d@x", "p");
  expect(await waiting).toEqual({ fine: true });
});

test("without a session a request fails instead of waiting for ever", async () => {
  const { server, session, api } = system();
  server.sessionIsOver = true;
  await expect(api.get("/x", fine)).rejects.toThrow("Nobody is logged in.");
  expect(session.current().kind).toBe("anonymous");
});

test("logging out forgets the token before the server has answered", async () => {
  const { session, api } = system();
  await api.get("/x", fine);
  const leaving = session.logout();
  expect(session.current().kind).toBe("anonymous");
  await leaving;
});

test("no connection is an error of ours with a name", async () => {
  const { session } = system();
  const broken = new Client(session, (() => Promise.reject(new TypeError("Failed to fetch"))) as typeof fetch);
  await expect(broken.get("/x", fine)).rejects.toMatchObject({ status: 0, code: "no_connection" } satisfies Partial<ApiError>);
});

test("after a login nobody is sent to another site", () => {
  expect(safeNext("/doctor/upload", "doctor")).toBe("/doctor/upload");
  for (const bad of ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example/x", "/doctor\n", null]) expect(safeNext(bad, "doctor")).toBe("/doctor");
});
