"use client";

import { Users } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { patient } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { LinkButton } from "@/ui/Button";
import { PageTitle } from "@/ui/Card";
import { Field } from "@/ui/Field";
import { Paged, usePaged } from "@/ui/Paged";
import { Empty } from "@/ui/States";
import { Cell, Row, Table } from "@/ui/Table";
import { BreakGlass } from "./BreakGlass";

export function PatientsPage() {
  const { t, format } = useI18n();
  const [typed, setTyped] = useState("");
  const search = useDeferredValue(typed.trim());
  const list = usePaged("/doctor/patients", patient, { query: search });
  return (
    <>
      <PageTitle title={t("nav.patients")} lead={t("patients.lead")} />
      <div className="mb-5 max-w-md"><Field label={t("patients.search")} type="search" value={typed} onChange={(event) => setTyped(event.target.value)} /></div>
      <Paged list={list} empty={<Empty icon={Users} title={t("patients.none")} />}>
        {(patients) => (
          <Table caption={t("nav.patients")} head={[t("name"), t("patients.lastScan"), t("actions")]}>
            {patients.map((one) => (
              <Row key={one.patient_id}>
                <Cell className="font-medium"><bdi>{one.name}</bdi></Cell>
                <Cell head={t("patients.lastScan")} className="text-muted">{one.last_scan_at ? format.date(one.last_scan_at) : t("patients.noScan")}</Cell>
                <Cell>
                  <div className="flex flex-wrap gap-2">
                    <LinkButton look="secondary" href={`/doctor/upload?patient=${one.patient_id}`} aria-label={t("patients.uploadFor", { name: one.name })}>{t("nav.upload")}</LinkButton>
                    <BreakGlass patient={one} />
                  </div>
                </Cell>
              </Row>
            ))}
          </Table>
        )}
      </Paged>
    </>
  );
}
