"use client";

import type { Scan } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Badge } from "@/ui/Badge";
import { urgencyOf } from "./urgency";
import { useLabel } from "./useLabel";

/** What is known of a scan, in a few words. Hidden: the reader wants to look first. */
export function Outcome({ scan, hidden = false }: { scan: Pick<Scan, "status" | "prediction" | "failure">; hidden?: boolean }) {
  const { t, maybe, format } = useI18n();
  const labelOf = useLabel();
  const { status, prediction, failure } = scan;
  if (status !== "completed" || !prediction) {
    const tone = status === "failed" || status === "rejected" ? "danger" : "info";
    return <Badge tone={tone}>{t(`status.${status}`)}{failure && `: ${maybe(`failure.${failure.code}`) ?? failure.code}`}</Badge>;
  }
  if (hidden) return <Badge>{t("outcome.hidden")}</Badge>;
  if (prediction.abstained || !prediction.label) return <Badge tone="warning">{t("outcome.abstained")}</Badge>;
  return (
    <Badge tone={urgencyOf(scan) < 2 ? "danger" : "good"}>
      {labelOf(prediction.label)}<span className="font-normal">{format.percent(prediction.confidence ?? 0)}</span>
    </Badge>
  );
}
