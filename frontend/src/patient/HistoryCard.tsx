"use client";

import Link from "next/link";
import type { HistoryItem } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Badge } from "@/ui/Badge";
import { useLabel } from "@/worklist/useLabel";
import { ReportActions } from "./ReportActions";

/** One scan in plain words. Only what a doctor has signed is called a result. */
export function HistoryCard({ item }: { item: HistoryItem }) {
  const { t, maybe, format } = useI18n();
  const labelOf = useLabel();
  const { result, report } = item;
  return (
    <li className="rounded-2xl border border-line bg-surface p-5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-semibold">{t(`modality.${item.modality}`)}</h2>
        <Badge tone={report ? "good" : "info"}>{t(report ? "history.ready" : "history.waiting")}</Badge>
      </div>
      <p className="text-sm text-muted">{format.time(item.uploaded_at)}</p>
      {report ? (
        <div className="mt-4 flex flex-col gap-3">
          {result?.summary && <div><h3 className="text-sm font-medium text-muted">{t("history.doctorSays")}</h3><p dir="auto" className="whitespace-pre-line">{result.summary}</p></div>}
          {result?.label && (
            <div className="rounded-lg bg-raised p-4">
              <h3 className="font-medium">{labelOf(result.label)}</h3>
              <p className="mt-1 text-sm">{maybe(`plain.${result.label}`) ?? t("plain.ask")}</p>
              <Link href={`/patient/insights#${encodeURIComponent(result.label)}`} className="mt-2 inline-block text-sm text-accent underline underline-offset-4">{t("history.meaning")}</Link>
            </div>
          )}
          {!result?.label && !result?.summary && <p>{t("history.noWords")}</p>}
          <ReportActions reportId={report.report_id} />
          <p className="text-sm text-muted">{t("history.signed", { date: format.date(report.generated_at), version: report.version })}</p>
        </div>
      ) : <p className="mt-3">{t(item.status === "rejected" || item.status === "failed" ? "history.notUsable" : "history.soon")}</p>}
    </li>
  );
}
