"use client";

import { useQuery } from "@tanstack/react-query";
import { api } from "@/api/api";
import { query } from "@/api/Client";
import { page, scan as scanSchema, type Scan } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";

/** The patient's earlier scans that can be looked at, the same kind first. */
export function useEarlier(scan: Scan): readonly Scan[] {
  const { data } = useQuery({
    queryKey: ["earlier", scan.patient_id],
    queryFn: ({ signal }) => api.get(`/doctor/scans${query({ patient_id: scan.patient_id, limit: 100 })}`, page(scanSchema), { signal }),
    staleTime: 60_000,
  });
  const before = (data?.items ?? []).filter((one) => one.uploaded_at < scan.uploaded_at && one.status !== "rejected");
  return [...before].sort((a, b) => Number(b.modality === scan.modality) - Number(a.modality === scan.modality));
}

export function Earlier({ scans, chosen, onChoose }: { scans: readonly Scan[]; chosen: string | null; onChoose: (id: string | null) => void }) {
  const { t, format } = useI18n();
  if (scans.length === 0) return null;
  return (
    <select aria-label={t("scan.compare")} value={chosen ?? ""} onChange={(event) => onChoose(event.target.value || null)} className="h-10 max-w-64 rounded-lg border border-edge bg-surface px-3 text-sm">
      <option value="">{t("scan.compare")}</option>
      {scans.slice(0, 20).map((one) => <option key={one.scan_id} value={one.scan_id}>{t(`modality.${one.modality}`)}, {format.time(one.uploaded_at)}</option>)}
    </select>
  );
}
