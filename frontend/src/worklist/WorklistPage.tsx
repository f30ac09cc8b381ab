"use client";

import { ClipboardList } from "lucide-react";
import { useMemo, useState } from "react";
import { useI18n } from "@/i18n/I18nProvider";
import { LinkButton } from "@/ui/Button";
import { PageTitle } from "@/ui/Card";
import { Empty, ErrorState, SkeletonRows } from "@/ui/States";
import { usePatientNames } from "@/patients/usePatientNames";
import { Filters } from "./Filters";
import { sorted, type Order } from "./urgency";
import { useReadFirst } from "./useReadFirst";
import { useWorklist, type Filter } from "./useWorklist";
import { WorklistTable } from "./WorklistTable";

export function WorklistPage() {
  const { t } = useI18n();
  const [filter, setFilter] = useState<Filter>({ modality: "", status: "", label: "" });
  const [order, setOrder] = useState<Order>("newest");
  const [readFirst, setReadFirst] = useReadFirst();
  const list = useWorklist(filter);
  const names = usePatientNames();
  const rows = useMemo(() => sorted(list.scans, order), [list.scans, order]);
  const filtered = filter.modality !== "" || filter.status !== "" || filter.label !== "";
  return (
    <>
      <PageTitle title={t("nav.worklist")} lead={t("worklist.lead")}>
        <LinkButton href="/doctor/upload">{t("nav.upload")}</LinkButton>
      </PageTitle>
      <Filters filter={filter} onFilter={setFilter} order={order} onOrder={setOrder} readFirst={readFirst} onReadFirst={setReadFirst} />
      {list.isPending ? <SkeletonRows rows={8} />
        : list.error !== null && rows.length === 0 ? <ErrorState error={list.error} retry={() => void list.refetch()} />
        : rows.length === 0 ? <Empty icon={ClipboardList} title={t(filtered ? "worklist.noneFiltered" : "worklist.none")}>{!filtered && t("worklist.noneLead")}</Empty>
        : <WorklistTable scans={rows} names={names} hideOutcome={readFirst} complete={!list.hasNextPage} />}
    </>
  );
}
