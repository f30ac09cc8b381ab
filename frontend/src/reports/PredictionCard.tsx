"use client";

import type { Prediction, Scan } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Badge, Notice } from "@/ui/Badge";
import { Card } from "@/ui/Card";
import { useLabel } from "@/worklist/useLabel";

/** What the model says, with all it considered. That it cannot tell is as much an answer as any other. */
export function PredictionCard({ scan, prediction }: { scan: Scan; prediction: Prediction }) {
  const { t, maybe, format } = useI18n();
  const labelOf = useLabel();
  const all = Object.entries(prediction.all_probs ?? {}).sort(([, a], [, b]) => b - a);
  return (
    <Card title={t("prediction.title")} aside={<Badge tone="info">{t("prediction.assists")}</Badge>}>
      <div data-testid="prediction">
        {prediction.abstained || !prediction.label ? (
          <>
            <p className="text-2xl font-bold">{t("prediction.abstained")}</p>
            <p className="mt-1 text-muted">{maybe(`abstain.${prediction.abstain_reason ?? ""}`) ?? t("prediction.abstainedLead")}</p>
          </>
        ) : (
          <>
            <p className="text-2xl font-bold">{labelOf(prediction.label)}</p>
            <p className="mt-1 text-muted">{t("prediction.confidence", { percent: format.percent(prediction.confidence ?? 0) })}</p>
          </>
        )}
        <ul className="mt-5 flex flex-col gap-3">
          {all.map(([label, percent]) => (
            <li key={label}>
              <div className="flex justify-between gap-3 text-sm"><span>{labelOf(label)}</span><span className="tabular-nums">{format.percent(percent)}</span></div>
              <div aria-hidden className="mt-1 h-2 overflow-hidden rounded-full bg-raised"><div className={label === prediction.label ? "h-full bg-accent" : "h-full bg-edge"} style={{ width: `${Math.min(100, Math.max(0, percent))}%` }} /></div>
            </li>
          ))}
        </ul>
        {scan.modality === "cardiac_mri" && <div className="mt-4"><Notice>{t("prediction.cardiacMap")}</Notice></div>}
        <p className="mt-4 text-xs text-muted" dir="ltr">{prediction.model.name} {prediction.model.version}{prediction.inference_ms ? ` · ${format.number(Math.round(prediction.inference_ms))} ms` : ""}</p>
        <p className="mt-2 text-sm text-muted">{t("prediction.caution")}</p>
      </div>
    </Card>
  );
}
