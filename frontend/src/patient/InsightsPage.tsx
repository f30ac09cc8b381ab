"use client";

import { historyItem } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import type { MessageKey } from "@/i18n/translate";
import { Notice } from "@/ui/Badge";
import { PageTitle } from "@/ui/Card";
import { usePaged } from "@/ui/Paged";
import { useLabel } from "@/worklist/useLabel";

const articles: readonly { label: string; text: MessageKey; advice: MessageKey }[] = [
  { label: "Normal", text: "plain.Normal", advice: "advice.Normal" },
  { label: "Pneumonia", text: "plain.Pneumonia", advice: "advice.Pneumonia" },
  { label: "COVID-19", text: "plain.COVID-19", advice: "advice.COVID-19" },
  { label: "Lung Opacity", text: "plain.Lung Opacity", advice: "advice.Lung Opacity" },
  { label: "NOR", text: "plain.NOR", advice: "advice.Normal" },
  { label: "MINF", text: "plain.MINF", advice: "advice.heart" },
  { label: "DCM", text: "plain.DCM", advice: "advice.heart" },
  { label: "HCM", text: "plain.HCM", advice: "advice.heart" },
  { label: "RV", text: "plain.RV", advice: "advice.heart" },
];

const same: Record<string, string> = { covid: "COVID-19", noncovid: "Normal" };

/** Written articles, the ones about the reader's own signed results first. Nothing here comes from a model. */
export function InsightsPage() {
  const { t } = useI18n();
  const labelOf = useLabel();
  const { items } = usePaged("/patient/history", historyItem);
  const mine = new Set(items.map((item) => item.result?.label ?? "").map((label) => same[label] ?? label));
  const ordered = [...articles].sort((a, b) => Number(mine.has(b.label)) - Number(mine.has(a.label)));
  return (
    <div className="mx-auto max-w-2xl">
      <PageTitle title={t("nav.insights")} lead={t("insights.lead")} />
      <div className="mb-5"><Notice tone="warning">{t("insights.urgent")}</Notice></div>
      <div className="flex flex-col gap-3">
        {ordered.map(({ label, text, advice }) => (
          <details key={label} id={label} open={mine.has(label)} className="rounded-2xl border border-line bg-surface p-5">
            <summary className="font-semibold">{labelOf(label)}{mine.has(label) && <span className="ms-2 text-sm font-normal text-accent">{t("insights.yours")}</span>}</summary>
            <p className="mt-3">{t(text)}</p>
            <p className="mt-2">{t(advice)}</p>
          </details>
        ))}
      </div>
      <p className="mt-6 text-sm text-muted">{t("insights.source")}</p>
    </div>
  );
}
