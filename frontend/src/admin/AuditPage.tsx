"use client";

import { FileClock } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { auditEntry } from "@/api/schemas";
import { useAuditWords } from "@/audit/useAuditWords";
import { useI18n } from "@/i18n/I18nProvider";
import { Badge } from "@/ui/Badge";
import { PageTitle } from "@/ui/Card";
import { Paged, usePaged } from "@/ui/Paged";
import { Empty } from "@/ui/States";
import { Cell, NoCell, Row, Table } from "@/ui/Table";
import { AuditFilters, everything, queryOf } from "./AuditFilters";
import { Export } from "./Export";
import { Verify } from "./Verify";

export function AuditPage() {
  const { t, format } = useI18n();
  const words = useAuditWords();
  const [filter, setFilter] = useState(everything);
  const parameters = { ...queryOf(useDeferredValue(filter)) };
  const list = usePaged("/admin/audit", auditEntry, parameters);
  return (
    <>
      <PageTitle title={t("nav.audit")} lead={t("audit.lead")}><div className="flex flex-wrap items-center gap-3"><Verify /><Export parameters={parameters} /></div></PageTitle>
      <AuditFilters filter={filter} onChange={setFilter} />
      <Paged list={list} empty={<Empty icon={FileClock} title={t("audit.none")} />}>
        {(entries) => (
          <Table caption={t("nav.audit")} head={["#", t("audit.at"), t("audit.actor"), t("audit.action"), t("audit.object"), t("audit.outcome"), t("reason")]}>
            {entries.map((entry) => (
              <Row key={entry.sequence}>
                <Cell head="#" className="tabular-nums">{entry.sequence}</Cell>
                <Cell head={t("audit.at")} className="text-muted lg:whitespace-nowrap">{format.time(entry.at)}</Cell>
                <Cell head={t("audit.actor")}><span className="block font-mono text-xs"><bdi>{entry.actor_id ?? "–"}</bdi></span>{entry.role && words.role(entry.role)}</Cell>
                <Cell head={t("audit.action")}>{words.action(entry.action)}</Cell>
                <Cell head={t("audit.object")} className="font-mono text-xs"><bdi>{entry.object ?? ""}</bdi></Cell>
                <Cell head={t("audit.outcome")}><Badge tone={entry.outcome === "allowed" ? "good" : "danger"}>{words.outcome(entry.outcome)}</Badge></Cell>
                {entry.reason ? <Cell head={t("reason")}><bdi>{words.reason(entry.reason)}</bdi></Cell> : <NoCell />}
              </Row>
            ))}
          </Table>
        )}
      </Paged>
    </>
  );
}
