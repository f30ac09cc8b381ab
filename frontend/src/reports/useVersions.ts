import { useQuery } from "@tanstack/react-query";
import * as z from "zod/mini";
import { api } from "@/api/api";
import { isApiError } from "@/api/problem";
import { report, type Report } from "@/api/schemas";

/** A scan's signed reports, the latest first. While one is on its way to the patient it is looked at again. */
export function useVersions(scanId: string) {
  return useQuery({
    queryKey: ["reports", scanId],
    queryFn: async ({ signal }): Promise<Report[]> => {
      const found = await api.get(`/reports/versions/${scanId}`, z.object({ items: z.array(report) }), { signal }).catch((error: unknown) => {
        if (isApiError(error, "not_found")) return { items: [] };
        throw error;
      });
      return [...found.items].sort((a, b) => b.version - a.version);
    },
    refetchInterval: ({ state }) => (state.data?.some(isBeingSent) ? 1_500 : false),
  });
}

export function isBeingSent({ email_requested_at: asked, emailed_at: sent, delivery_failure: failure }: Report): boolean {
  if (!asked) return false;
  const isAfter = (time: string | null | undefined) => time !== null && time !== undefined && time >= asked;
  return !isAfter(sent) && !isAfter(failure?.failed_at);
}

/** The last attempt failed; Reports forgets a failure once a later mail was accepted. */
export function isUndelivered(report: Report): boolean {
  return Boolean(report.delivery_failure) && !isBeingSent(report);
}

const reasons = ["recipient_rejected", "smtp_rejected", "smtp_unavailable", "no_recipient"] as const;

/** What a doctor can do something about; whatever else it is, is the system's. */
export function reasonOf(code: string | undefined): (typeof reasons)[number] | "other" {
  return reasons.find((reason) => reason === code) ?? "other";
}
