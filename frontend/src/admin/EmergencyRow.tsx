"use client";

import { useState } from "react";
import { api } from "@/api/api";
import type { Emergency } from "@/api/schemas";
import { useErrorText } from "@/api/useErrorText";
import { useI18n } from "@/i18n/I18nProvider";
import { Button } from "@/ui/Button";
import { Cell, Row } from "@/ui/Table";
import { useToast } from "@/ui/Toasts";

export function EmergencyRow({ access, onChanged }: { access: Emergency; onChanged: () => void }) {
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
    <Row>
      <Cell head={t("audit.at")} className="text-muted lg:whitespace-nowrap">{format.time(access.at)}</Cell>
      <Cell head={t("role.doctor")}><bdi>{access.doctor_name}</bdi></Cell>
      <Cell head={t("patient")} className="font-mono text-xs"><bdi>{access.patient_id}</bdi></Cell>
      <Cell head={t("reason")}><bdi className="break-words">{access.reason}</bdi></Cell>
      <Cell>
        {access.reviewed_at ? <span className="text-muted">{t("emergencies.reviewedAt", { time: format.time(access.reviewed_at) })}</span>
          : <Button look="secondary" busy={busy} aria-label={t("emergencies.reviewOf", { name: access.doctor_name })} onClick={review}>{t("emergencies.review")}</Button>}
      </Cell>
    </Row>
  );
}
