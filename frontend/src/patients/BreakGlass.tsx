"use client";

import { useState } from "react";
import { api } from "@/api/api";
import type { Patient } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Notice } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { TextArea } from "@/ui/Field";
import { useToast } from "@/ui/Toasts";
import { useForm } from "@/ui/useForm";

/** Emergency access: with a reason, for eight hours, and the administrators are told. */
export function BreakGlass({ patient }: { patient: Patient }) {
  const { t } = useI18n();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const { form, bind, onSubmit, busy, failure } = useForm(
    { reason: "" },
    async ({ reason }) => {
      await api.do("POST", "/doctor/break-glass", { patient_id: patient.patient_id, reason });
      setOpen(false);
      toast(t("breakGlass.done"));
    },
    ({ reason }) => (reason.trim().length < 10 ? { reason: t("breakGlass.short") } : ({} as Record<string, string>)),
  );
  return (
    <>
      <Button look="ghost" onClick={() => setOpen(true)} aria-label={t("breakGlass.for", { name: patient.name })}>{t("breakGlass")}</Button>
      {open && (
        <Dialog title={t("breakGlass")} onClose={() => setOpen(false)}>
          <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
            <Notice tone="warning">{t("breakGlass.lead")}</Notice>
            {failure !== null && <Notice tone="danger" role="alert">{failure}</Notice>}
            <TextArea label={t("reason")} maxLength={500} {...bind("reason")} />
            <Button type="submit" look="danger" busy={busy}>{t("breakGlass")}</Button>
          </form>
        </Dialog>
      )}
    </>
  );
}
