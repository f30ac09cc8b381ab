"use client";

import { Pill } from "lucide-react";
import { useState } from "react";
import { prescription } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Badge } from "@/ui/Badge";
import { LinkButton } from "@/ui/Button";
import { PageTitle } from "@/ui/Card";
import { Select } from "@/ui/Field";
import { Paged, usePaged } from "@/ui/Paged";
import { Empty } from "@/ui/States";
import { Cell, Row, Table } from "@/ui/Table";

export function QueuePage() {
  const { t, format } = useI18n();
  const [status, setStatus] = useState("issued");
  const list = usePaged("/pharmacist/prescriptions", prescription, { status }, 15_000);
  return (
    <>
      <PageTitle title={t("nav.queue")} lead={t("rx.lead")} />
      <div className="mb-5 max-w-60">
        <Select label={t("status")} value={status} onChange={(event) => setStatus(event.target.value)}>
          <option value="issued">{t("rx.issued")}</option>
          <option value="dispensed">{t("rx.dispensed")}</option>
        </Select>
      </div>
      <Paged list={list} empty={<Empty icon={Pill} title={t("rx.none")} />}>
        {(prescriptions) => (
          <Table caption={t("nav.queue")} head={[t("patient"), t("rx.drugs"), t("rx.issuedAt"), t("status"), t("actions")]}>
            {prescriptions.map((one) => (
              <Row key={one.prescription_id}>
                <Cell className="font-medium"><bdi>{one.patient.name ?? t("patient.unnamed", { id: one.patient.user_id.slice(-6) })}</bdi></Cell>
                <Cell head={t("rx.drugs")}><bdi>{one.items.map((item) => item.drug).join(", ")}</bdi></Cell>
                <Cell head={t("rx.issuedAt")} className="text-muted">{one.issued_at ? format.time(one.issued_at) : ""}</Cell>
                <Cell head={t("status")}><Badge tone={one.status === "issued" ? "info" : "good"}>{t(one.status === "issued" ? "rx.issued" : "rx.dispensed")}</Badge></Cell>
                <Cell><LinkButton look="secondary" href={`/pharmacist/${one.prescription_id}`}>{t("open")}</LinkButton></Cell>
              </Row>
            ))}
          </Table>
        )}
      </Paged>
    </>
  );
}
