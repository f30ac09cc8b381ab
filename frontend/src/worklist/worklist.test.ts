import { expect, test } from "vitest";
import type { Scan } from "@/api/schemas";
import { visibleRows } from "./rows";
import { sorted, urgencyOf } from "./urgency";
import { withFirstPage } from "./useWorklist";

const model = { name: "m", version: "1", sha256: null };
const scan = (id: string, uploadedAt: string, label: string | null, confidence: number | null = null, status = "completed") =>
  ({
    scan_id: id, uploaded_at: uploadedAt, status,
    prediction: status === "completed" ? { label, confidence, abstained: label === null, model } : null,
  }) as unknown as Scan;

const normal = scan("normal", "2026-01-01T01:00:00Z", "Normal", 99);
const sure = scan("sure", "2026-01-01T05:00:00Z", "Pneumonia", 97);
const unsure = scan("unsure", "2026-01-01T04:00:00Z", "COVID-19", 60);
const abstained = scan("abstained", "2026-01-01T03:00:00Z", null);
const queued = scan("queued", "2026-01-01T02:00:00Z", null, null, "queued");

test("findings come before abstentions, those before what is unknown, and what looks harmless last", () => {
  expect(sorted([normal, queued, abstained, unsure, sure], "urgency").map((one) => one.scan_id)).toEqual(["sure", "unsure", "abstained", "queued", "normal"]);
});

test("of equal urgency the longest waiting comes first", () => {
  const early = scan("early", "2026-01-01T00:00:00Z", "Pneumonia", 97);
  expect(urgencyOf(early)).toBe(urgencyOf(sure));
  expect(sorted([sure, early], "urgency").map((one) => one.scan_id)).toEqual(["early", "sure"]);
});

test("sorting by waiting time does not change the list it was given", () => {
  const given = [sure, normal];
  expect(sorted(given, "waiting")[0]).toBe(normal);
  expect(given[0]).toBe(sure);
});

test("ten thousand rows draw a screenful", () => {
  const { from, to } = visibleRows(10_000, 64, 64 * 5000, 640);
  expect(from).toBeLessThanOrEqual(5000);
  expect(to).toBeGreaterThanOrEqual(5010);
  expect(to - from).toBeLessThan(40);
});

test("rows never run past the ends of the list", () => {
  expect(visibleRows(3, 64, 99_999, 640)).toEqual({ from: 0, to: 3 });
  expect(visibleRows(0, 64, 0, 640)).toEqual({ from: 0, to: 0 });
});

test("new scans on the first page lose none of the old ones and show none twice", () => {
  const old = { pages: [{ items: [abstained, normal], next_cursor: "c" }, { items: [queued], next_cursor: null }], pageParams: [null, "c"] };
  const merged = withFirstPage(old, { items: [sure, abstained], next_cursor: "d" });
  expect(merged.pages.flatMap((page) => page.items.map((one) => one.scan_id))).toEqual(["sure", "abstained", "normal", "queued"]);
});
