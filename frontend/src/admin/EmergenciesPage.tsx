"use client";

import { Siren } from "lucide-react";
import { useState } from "react";
import { emergency } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { PageTitle } from "@/ui/Card";
import { Select } from "@/ui/Field";
import { Paged, usePaged } from "@/ui/Paged";
import { Empty } from "@/ui/States";
import { Table } from "@/ui/Table";
import { EmergencyRow } from "./EmergencyRow";

/** Every emergency access is looked at by somebody afterwards. */
export function EmergenciesPage() {
  const { t } = useI18n();
  const [reviewed, setReviewed] = useState("false");
  const list = usePaged("/admin/break-glass", emergency, { reviewed });
  return (
    <>
      <PageTitle title={t("nav.emergencies")} lead={t("emergencies.lead")} />
      <div className="mb-5 grid gap-3 sm:grid-cols-3">
        <Select label={t("status")} value={reviewed} onChange={(event) => setReviewed(event.target.value)}>
          <option value="false">{t("emergencies.open")}</option>
          <option value="true">{t("emergencies.reviewed")}</option>
          <option value="">{t("all")}</option>
        </Select>
      </div>
      <Paged list={list} empty={<Empty icon={Siren} title={t("emergencies.none")} />}>
        {(accesses) => (
          <Table caption={t("nav.emergencies")} head={[t("audit.at"), t("role.doctor"), t("patient"), t("reason"), t("actions")]}>
            {accesses.map((one) => <EmergencyRow key={one.break_glass_id} access={one} onChanged={() => void list.refetch()} />)}
          </Table>
        )}
      </Paged>
    </>
  );
}
