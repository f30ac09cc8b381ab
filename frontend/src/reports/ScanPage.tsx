"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/api/api";
import { scan as scanSchema, type Scan } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { isOnItsWay, useScanChanges } from "@/live/useScanChanges";
import { usePatientNames } from "@/patients/usePatientNames";
import { PageTitle } from "@/ui/Card";
import { Button } from "@/ui/Button";
import { ErrorState, Skeleton } from "@/ui/States";
import { Viewer } from "@/viewer/Viewer";
import { Outcome } from "@/worklist/Outcome";
import { useReadFirst } from "@/worklist/useReadFirst";
import { Earlier, useEarlier } from "./Earlier";
import { PredictionCard } from "./PredictionCard";
import { ReadFirst } from "./ReadFirst";
import { ReadingCard } from "./ReadingCard";
import { ReportCard } from "./ReportCard";
import { ScanState } from "./ScanState";

export function ScanPage({ id }: { id: string }) {
  const scan = useQuery({ queryKey: ["scan", id], queryFn: ({ signal }) => api.get(`/doctor/scans/${id}`, scanSchema, { signal }) });
  useScanChanges(() => void scan.refetch(), scan.data ? isOnItsWay(scan.data.status) : false, id);
  if (scan.data) return <OneScan scan={scan.data} />;
  if (scan.error !== null) return <ErrorState error={scan.error} retry={() => void scan.refetch()} />;
  return <div className="grid gap-5 xl:grid-cols-[1fr_26rem]"><Skeleton className="h-[70dvh]" /><Skeleton className="h-[70dvh]" /></div>;
}

function OneScan({ scan }: { scan: Scan }) {
  const { t, format } = useI18n();
  const names = usePatientNames();
  const [readFirst] = useReadFirst();
  const earlier = useEarlier(scan);
  const [compared, setCompared] = useState<string | null>(null);
  const hidden = readFirst && scan.status === "completed" && !scan.readings?.some((one) => one.before_ai);
  const other = earlier.find((one) => one.scan_id === compared);
  return (
    <>
      <PageTitle title={names.get(scan.patient_id) ?? t("patient.unnamed", { id: scan.patient_id.slice(-6) })} lead={`${t(`modality.${scan.modality}`)} · ${format.time(scan.uploaded_at)}`}>
        <div className="flex flex-wrap items-center gap-3">
          <Earlier scans={earlier} chosen={compared} onChoose={setCompared} />
          <Outcome scan={scan} hidden={hidden} />
        </div>
      </PageTitle>
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className={other ? "grid gap-3 lg:grid-cols-2" : ""}>
          <Viewer key={scan.scan_id} scan={scan} explains={!hidden && scan.prediction !== null && scan.prediction !== undefined} compact={other !== undefined} />
          {other && (
            <div>
              <Viewer key={other.scan_id} scan={other} explains={false} compact />
              <p className="mt-2 flex items-center justify-between text-sm text-muted">{t("scan.earlierOf", { date: format.date(other.uploaded_at) })}<Button look="ghost" onClick={() => setCompared(null)}>{t("close")}</Button></p>
            </div>
          )}
          {scan.notes && <p className="mt-3 text-sm text-muted"><span className="font-medium text-ink">{t("notes")}:</span> {scan.notes}</p>}
        </div>
        <div className="flex flex-col gap-5">
          <ScanState scan={scan} />
          {hidden ? <ReadFirst scan={scan} /> : scan.prediction && <PredictionCard scan={scan} prediction={scan.prediction} />}
          {!hidden && scan.prediction && <ReadingCard scan={scan} />}
          {!hidden && scan.status === "completed" && <ReportCard scan={scan} />}
        </div>
      </div>
    </>
  );
}
