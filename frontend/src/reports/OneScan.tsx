"use client";

import { useState } from "react";
import type { Scan } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { usePatientNames } from "@/patients/usePatientNames";
import { PageTitle } from "@/ui/Card";
import { Outcome } from "@/worklist/Outcome";
import { useReadFirst } from "@/worklist/useReadFirst";
import { Earlier, useEarlier } from "./Earlier";
import { Pictures } from "./Pictures";
import { PredictionCard } from "./PredictionCard";
import { ReadFirst } from "./ReadFirst";
import { ReadingCard } from "./ReadingCard";
import { ReportCard } from "./ReportCard";
import { ScanState } from "./ScanState";

/** The picture and the work at it. While the doctor is to read first, nothing of the model is shown, neither on the picture nor beside it. */
export function OneScan({ scan }: { scan: Scan }) {
  const { t, format } = useI18n();
  const names = usePatientNames();
  const [readFirst] = useReadFirst();
  const earlier = useEarlier(scan);
  const [compared, setCompared] = useState<string | null>(null);
  const hidden = readFirst && scan.status === "completed" && !scan.readings?.some((one) => one.before_ai);
  return (
    <>
      <PageTitle title={names.get(scan.patient_id) ?? t("patient.unnamed", { id: scan.patient_id.slice(-6) })} lead={`${t(`modality.${scan.modality}`)} · ${format.time(scan.uploaded_at)}`}>
        <div className="flex flex-wrap items-center gap-3">
          <Earlier scans={earlier} chosen={compared} onChoose={setCompared} />
          <Outcome scan={scan} hidden={hidden} />
        </div>
      </PageTitle>
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <Pictures scan={scan} explains={!hidden} earlier={earlier.find((one) => one.scan_id === compared)} onCloseEarlier={() => setCompared(null)} />
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
