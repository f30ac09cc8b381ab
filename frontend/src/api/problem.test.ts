import { expect, test } from "vitest";
import { query } from "./Client";
import { problemOf, readProblem } from "./problem";

test("a problem keeps its code, its fields and its trace", () => {
  const problem = problemOf(400, { code: "validation_failed", detail: "Some", trace_id: "abc", errors: { email: ["wrong"], odd: "no list" } });
  expect(problem).toMatchObject({ status: 400, code: "validation_failed", traceId: "abc", fields: { email: ["wrong"], odd: [] } });
});

test("an answer without a problem still has a code", () => {
  expect(problemOf(404, null).code).toBe("not_found");
  expect(problemOf(500, "text").code).toBe("unexpected");
});

test("how long to wait is read from the header", async () => {
  expect((await readProblem(new Response("no", { status: 429, headers: { "retry-after": "7" } }))).retryAfter).toBe(7);
});

test("a query leaves out what is not given and escapes what is", () => {
  expect(query({ a: "x y", b: null, c: "", d: 0, e: undefined })).toBe("?a=x+y&d=0");
  expect(query({ a: null })).toBe("");
});
