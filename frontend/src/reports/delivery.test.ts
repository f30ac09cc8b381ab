import { expect, test } from "vitest";
import type { Report } from "@/api/schemas";
import { isBeingSent, isUndelivered, reasonOf } from "./useVersions";

const asked = "2026-11-23T10:00:00.000Z";
const later = "2026-11-23T10:00:05.000Z";
const report = (fields: object) => ({ email_requested_at: null, emailed_at: null, delivery_failure: null, ...fields }) as unknown as Report;

test("a mail that failed is undelivered, also when an earlier one arrived; one asked for again is on its way", () => {
  const failed = { code: "recipient_rejected", failed_at: later };
  expect(isUndelivered(report({ email_requested_at: asked, delivery_failure: failed }))).toBe(true);
  expect(isUndelivered(report({ email_requested_at: asked, emailed_at: asked, delivery_failure: failed }))).toBe(true);
  expect(isUndelivered(report({ email_requested_at: "2026-11-23T11:00:00.000Z", delivery_failure: failed }))).toBe(false);
  expect(isBeingSent(report({ email_requested_at: "2026-11-23T11:00:00.000Z", delivery_failure: failed }))).toBe(true);
  expect(isUndelivered(report({ email_requested_at: asked, emailed_at: later }))).toBe(false);
});

test("a reason that a doctor can do nothing about is the system's", () => {
  expect(reasonOf("recipient_rejected")).toBe("recipient_rejected");
  expect(reasonOf("internal_error")).toBe("other");
  expect(reasonOf(undefined)).toBe("other");
});
