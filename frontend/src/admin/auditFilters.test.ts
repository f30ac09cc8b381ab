import { expect, test } from "vitest";
import { everything, queryOf } from "./AuditFilters";

const id = "019ab3c4-0000-7000-8000-00000000000a";

test("until a day means until its end: what happened on it is shown", () => {
  const { from, to } = queryOf({ ...everything, from: "2026-11-23", to: "2026-11-23" });
  expect(new Date(to).getTime() - new Date(from).getTime()).toBe(24 * 3600 * 1000);
});

test("who is asked for only once the id is whole: half of one is no question", () => {
  expect(queryOf({ ...everything, actor: "019ab3" }).actor).toBe("");
  expect(queryOf({ ...everything, actor: ` ${id} ` }).actor).toBe(id);
});

test("no filter asks for everything", () => {
  expect(queryOf(everything)).toEqual(everything);
});
