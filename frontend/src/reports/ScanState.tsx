"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/api";
import { useErrorText } from "@/api/useErrorText";
import type { Scan } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Notice } from "@/ui/Badge";
import { Button, LinkButton } from "@/ui/Button";

/** What is the matter when there is no result yet, or none will come; and what can be done. */
export function ScanState({ scan }: { scan: Scan }) {
  const { t, maybe } = useI18n();
  const client = useQueryClient();
  const text = useErrorText();
  const retry = useMutation({
    mutationFn: () => api.do("POST", `/doctor/scans/${scan.scan_id}/retry`),
    onSettled: () => client.invalidateQueries({ queryKey: ["scan", scan.scan_id] }),
  });
  if (scan.status === "completed") return null;
  if (scan.status === "queued" || scan.status === "processing") return <Notice tone="info" role="status">{t(`scan.${scan.status}`)}</Notice>;
  return (
    <div className="flex flex-col gap-3 rounded-2xl border border-danger bg-danger-tint p-5">
      <p className="font-semibold text-danger">{t(`scan.${scan.status}`)}</p>
      {scan.failure && <p className="text-sm">{maybe(`failureLong.${scan.failure.code}`) ?? scan.failure.detail}</p>}
      {scan.status === "failed"
        ? <Button busy={retry.isPending} onClick={() => retry.mutate()}>{t("tryAgain")}</Button>
        : <LinkButton href={`/doctor/upload?patient=${scan.patient_id}`}>{t("scan.uploadAnew")}</LinkButton>}
      {retry.error !== null && <p role="alert" className="text-sm text-danger">{text(retry.error)}</p>}
    </div>
  );
}
