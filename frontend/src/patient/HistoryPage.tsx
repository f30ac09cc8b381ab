"use client";

import { ScanLine } from "lucide-react";
import { historyItem } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { PageTitle } from "@/ui/Card";
import { Paged, usePaged } from "@/ui/Paged";
import { Empty } from "@/ui/States";
import { HistoryCard } from "./HistoryCard";

export function HistoryPage() {
  const { t } = useI18n();
  const list = usePaged("/patient/history", historyItem);
  return (
    <div className="mx-auto max-w-2xl">
      <PageTitle title={t("nav.results")} lead={t("history.lead")} />
      <Paged list={list} empty={<Empty icon={ScanLine} title={t("history.none")}>{t("history.noneLead")}</Empty>}>
        {(items) => <ol className="flex flex-col gap-4">{items.map((item) => <HistoryCard key={item.scan_id} item={item} />)}</ol>}
      </Paged>
    </div>
  );
}
