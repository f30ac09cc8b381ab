import { expect, test } from "vitest";
import { contentSecurityPolicy } from "./contentSecurityPolicy";
import { isOwnOrigin } from "./origin";
import { RefreshOnce } from "./refreshOnce";

test("only this application's own origin may change anything", () => {
  expect(isOwnOrigin("http://localhost:3000", "localhost:3000")).toBe(true);
  expect(isOwnOrigin("http://localhost:3001", "localhost:3000")).toBe(false);
  expect(isOwnOrigin("https://evil.example", "localhost:3000")).toBe(false);
  expect(isOwnOrigin("null", "localhost:3000")).toBe(false);
  expect(isOwnOrigin(null, "localhost:3000")).toBe(false);
});

test("scripts run by nonce alone, and nothing comes from elsewhere", () => {
  const policy = contentSecurityPolicy("abc", false);
  const scripts = policy.split("; ").find((part) => part.startsWith("script-src")) ?? "";
  expect(scripts).toContain("'nonce-abc'");
  expect(scripts).not.toContain("unsafe");
  expect(policy).not.toMatch(/https?:/);
});

test("one token is refreshed once, however often it is asked for meanwhile and soon after", async () => {
  let calls = 0;
  const forget: (() => void)[] = [];
  const once = new RefreshOnce<number>(10_000, (run) => forget.push(run));
  const refresh = () => Promise.resolve(++calls);
  expect(await Promise.all([once.run("a", refresh), once.run("a", refresh)])).toEqual([1, 1]);
  expect(await once.run("a", refresh)).toBe(1);
  expect(await once.run("b", refresh)).toBe(2);
  for (const run of forget) run();
  expect(await once.run("a", refresh)).toBe(3);
});

test("a refresh that failed is not kept", async () => {
  const once = new RefreshOnce<number>(10_000, () => undefined);
  await expect(once.run("a", () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(await once.run("a", () => Promise.resolve(1))).toBe(1);
});
