"use client";

import { api } from "@/api/api";
import { isApiError } from "@/api/problem";
import type { Prescription } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Notice } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { TextArea } from "@/ui/Field";
import { useForm } from "@/ui/useForm";

/** Handing it out, once. onDone hears whether somebody had done so before. */
export function Dispense({ prescription, onDone }: { prescription: Prescription; onDone: (wasDispensed: boolean) => Promise<unknown> }) {
  const { t } = useI18n();
  const { form, bind, onSubmit, busy, failure } = useForm({ notes: "" }, async ({ notes }) => {
    // Somebody else was quicker: no failure of this page, but the reader must not hand it out again.
    const wasDispensed = await api.do("POST", `/pharmacist/prescriptions/${prescription.prescription_id}/dispense`, { notes: notes.trim() || null }).then(() => false, (error: unknown) => {
      if (isApiError(error, "already_dispensed")) return true;
      throw error;
    });
    await onDone(wasDispensed);
  });
  return (
    <Card title={t("rx.dispense")}>
      <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        {failure !== null && <Notice tone="danger" role="alert">{failure}</Notice>}
        <TextArea label={t("notes")} {...bind("notes")} />
        <Button type="submit" busy={busy}>{t("rx.dispense")}</Button>
      </form>
    </Card>
  );
}
