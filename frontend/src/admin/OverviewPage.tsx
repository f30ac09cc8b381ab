"use client";

import { useQuery } from "@tanstack/react-query";
import { FileCheck2, ScanLine, Stethoscope, Users } from "lucide-react";
import { api } from "@/api/api";
import { stats as statsSchema } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Card, PageTitle } from "@/ui/Card";
import { ErrorState, Skeleton } from "@/ui/States";
import { useLabel } from "@/worklist/useLabel";
import { VolumeChart } from "./VolumeChart";

export function OverviewPage() {
  const { t, format } = useI18n();
  const labelOf = useLabel();
  const { data, error, refetch } = useQuery({ queryKey: ["stats"], queryFn: ({ signal }) => api.get("/admin/stats", statsSchema, { signal }), refetchInterval: 30_000 });
  if (error !== null) return <><PageTitle title={t("nav.overview")} /><ErrorState error={error} retry={() => void refetch()} /></>;
  const figures = [
    { icon: Users, label: t("stats.users"), value: data?.total_users, note: data && t("stats.doctors", { n: data.users_by_role.doctor ?? 0 }) },
    { icon: Stethoscope, label: t("stats.activeDoctors"), value: data?.active_doctors, note: null },
    { icon: ScanLine, label: t("stats.scans"), value: data?.scans_total, note: data && t("stats.today", { n: data.scans_today }) },
    { icon: FileCheck2, label: t("stats.reports"), value: data?.reports_generated, note: data && t("stats.emailed", { n: data.reports_emailed }) },
  ];
  const labels = Object.entries(data?.predictions_by_label ?? {}).sort(([, a], [, b]) => b - a);
  return (
    <>
      <PageTitle title={t("nav.overview")} />
      <div className="mb-5 grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
        {figures.map(({ icon: Icon, label, value, note }) => (
          <div key={label} className="min-h-36 rounded-2xl border border-line bg-surface p-5">
            <p className="flex items-center gap-2 text-sm text-muted"><Icon aria-hidden className="size-5 text-accent" />{label}</p>
            {value === undefined ? <Skeleton className="mt-3 h-9 w-24" /> : <p data-testid={`figure-${label}`} className="mt-2 text-3xl font-bold tabular-nums">{format.number(value)}</p>}
            {note && <p className="mt-1 text-sm text-muted">{note}</p>}
          </div>
        ))}
      </div>
      <div className="grid gap-5 lg:grid-cols-2">
        <Card title={t("stats.week")}>{data ? <VolumeChart days={data.weekly_scan_volume} /> : <Skeleton className="h-56" />}</Card>
        <Card title={t("stats.labels")}>
          {data ? labels.length === 0 ? <p className="text-muted">{t("stats.noLabels")}</p> : (
            <dl className="flex flex-col gap-2">{labels.map(([label, count]) => <div key={label} className="flex justify-between gap-3 border-b border-line pb-2"><dt>{labelOf(label)}</dt><dd className="tabular-nums">{format.number(count)}</dd></div>)}</dl>
          ) : <Skeleton className="h-56" />}
        </Card>
      </div>
    </>
  );
}
