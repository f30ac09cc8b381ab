"use client";

import { FileClock } from "lucide-react";
import { useState } from "react";
import { auditEntry } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Badge } from "@/ui/Badge";
import { PageTitle } from "@/ui/Card";
import { Field } from "@/ui/Field";
import { Paged, usePaged } from "@/ui/Paged";
import { Empty } from "@/ui/States";
import { Cell, Table } from "@/ui/Table";
import { Export } from "./Export";
import { Verify } from "./Verify";

const filters = ["actor", "action", "object"] as const;

export function AuditPage() {
  const { t, maybe, format } = useI18n();
  const [filter, setFilter] = useState({ actor: "", action: "", object: "", from: "", to: "" });
  const set = (name: keyof typeof filter) => (event: { target: { value: string } }) => setFilter((old) => ({ ...old, [name]: event.target.value }));
  const parameters = { ...filter, from: instant(filter.from), to: instant(filter.to, 1) };
  const list = usePaged("/admin/audit", auditEntry, parameters);
  return (
    <>
      <PageTitle title={t("nav.audit")} lead={t("audit.lead")}><Verify /><Export parameters={parameters} /></PageTitle>
      <div className="mb-5 grid gap-3 sm:grid-cols-2 lg:grid-cols-5">
        {filters.map((name) => <Field key={name} label={t(`audit.${name}`)} value={filter[name]} onChange={set(name)} />)}
        <Field label={t("audit.from")} type="date" value={filter.from} onChange={set("from")} />
        <Field label={t("audit.to")} type="date" value={filter.to} onChange={set("to")} />
      </div>
      <Paged list={list} empty={<Empty icon={FileClock} title={t("audit.none")} />}>
        {(entries) => (
          <Table caption={t("nav.audit")} head={["#", t("audit.at"), t("audit.actor"), t("audit.action"), t("audit.object"), t("audit.outcome"), t("reason")]}>
            {entries.map((entry) => (
              <tr key={entry.sequence}>
                <Cell className="tabular-nums">{entry.sequence}</Cell>
                <Cell className="whitespace-nowrap text-muted">{format.time(entry.at)}</Cell>
                <Cell><span className="block font-mono text-xs" dir="ltr">{entry.actor_id ?? "–"}</span>{entry.role && (maybe(`role.${entry.role}`) ?? entry.role)}</Cell>
                <Cell>{maybe(`action.${entry.action}`) ?? entry.action}</Cell>
                <Cell className="font-mono text-xs">{entry.object ?? ""}</Cell>
                <Cell><Badge tone={entry.outcome === "allowed" ? "good" : "danger"}>{maybe(`outcome.${entry.outcome}`) ?? entry.outcome}</Badge></Cell>
                <Cell>{entry.reason ?? ""}</Cell>
              </tr>
            ))}
          </Table>
        )}
      </Paged>
    </>
  );
}

/** The beginning of a day, or of one so many days later, as the API takes times. */
function instant(day: string, later = 0): string {
  if (day === "") return "";
  const time = new Date(`${day}T00:00:00`);
  time.setDate(time.getDate() + later);
  return time.toISOString();
}
