import type { Scan } from "@/api/schemas";

const harmless = new Set(["Normal", "noncovid", "NOR"]);

/**
 * How soon somebody should look, 0 first. It orders a list and says nothing about a patient: a finding before an abstention before what is
 * still unknown before what looks harmless; within a finding the surer first.
 */
export function urgencyOf(scan: Pick<Scan, "status" | "prediction">): number {
  const { status, prediction } = scan;
  if (status === "failed" || status === "rejected") return 4;
  if (!prediction) return 3;
  if (prediction.abstained) return 2;
  if (prediction.label && harmless.has(prediction.label)) return 5;
  return 1 - (prediction.confidence ?? 0) / 100;
}

export const waitingSince = (scan: Pick<Scan, "uploaded_at">, now: number): number => now - Date.parse(scan.uploaded_at);

export type Order = "newest" | "urgency" | "waiting";

/** A sorted copy; equals keep the order they came in. */
export function sorted<T extends Pick<Scan, "status" | "prediction" | "uploaded_at">>(scans: readonly T[], order: Order): T[] {
  const oldest = (a: T, b: T) => (a.uploaded_at < b.uploaded_at ? -1 : a.uploaded_at > b.uploaded_at ? 1 : 0);
  switch (order) {
    case "newest":
      return [...scans];
    case "waiting":
      return [...scans].sort(oldest);
    case "urgency":
      return [...scans].sort((a, b) => urgencyOf(a) - urgencyOf(b) || oldest(a, b));
  }
}
