"use client";

import { Siren } from "lucide-react";
import { useState } from "react";
import { api } from "@/api/api";
import { emergency, type Emergency } from "@/api/schemas";
import { useErrorText } from "@/api/useErrorText";
import { useI18n } from "@/i18n/I18nProvider";
import { Button } from "@/ui/Button";
import { PageTitle } from "@/ui/Card";
import { Select } from "@/ui/Field";
import { Paged, usePaged } from "@/ui/Paged";
import { Empty } from "@/ui/States";
import { Cell, Table } from "@/ui/Table";
import { useToast } from "@/ui/Toasts";

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
            {accesses.map((one) => <Row key={one.break_glass_id} access={one} onChanged={() => void list.refetch()} />)}
          </Table>
        )}
      </Paged>
    </>
  );
}

function Row({ access, onChanged }: { access: Emergency; onChanged: () => void }) {
  const { t, format } = useI18n();
  const toast = useToast();
  const text = useErrorText();
  const [busy, setBusy] = useState(false);
  const review = () => {
    setBusy(true);
    void api.do("POST", `/admin/break-glass/${access.break_glass_id}/review`).then(() => toast(t("saved")), (error: unknown) => toast(text(error), true)).finally(() => {
      setBusy(false);
      onChanged();
    });
  };
  return (
    <tr>
      <Cell className="whitespace-nowrap text-muted">{format.time(access.at)}</Cell>
      <Cell><bdi>{access.doctor_name}</bdi></Cell>
      <Cell className="font-mono text-xs">{access.patient_id}</Cell>
      <Cell><bdi className="break-words">{access.reason}</bdi></Cell>
      <Cell>
        {access.reviewed_at ? <span className="text-muted">{t("emergencies.reviewedAt", { time: format.time(access.reviewed_at) })}</span>
          : <Button look="secondary" busy={busy} aria-label={t("emergencies.reviewOf", { name: access.doctor_name })} onClick={review}>{t("emergencies.review")}</Button>}
      </Cell>
    </tr>
  );
}
