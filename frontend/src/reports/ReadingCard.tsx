"use client";

import { useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/api";
import { reading as readingSchema, type Scan } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Notice } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { Field } from "@/ui/Field";
import { useToast } from "@/ui/Toasts";
import { useForm } from "@/ui/useForm";
import { keepReading } from "./keepReading";

/** Agree or disagree with the model, and why. It changes nothing about the result; it is how models are kept honest. */
export function ReadingCard({ scan }: { scan: Scan }) {
  const { t } = useI18n();
  const toast = useToast();
  const client = useQueryClient();
  const before = scan.readings?.find((one) => one.before_ai);
  const after = scan.readings?.find((one) => !one.before_ai);
  const known = after?.agrees === true ? "yes" : after?.agrees === false ? "no" : "";
  const { form, bind, values, setValues, onSubmit, busy, failure, errors } = useForm(
    { agrees: known, reason: after?.reason ?? "" },
    async ({ agrees, reason }) => {
      const kept = await api.send("PUT", `/doctor/scans/${scan.scan_id}/reading`, { agrees: agrees === "yes", reason: reason.trim() || null, before_ai: false }, readingSchema);
      await keepReading(client, scan.scan_id, kept);
      toast(t("saved"));
    },
    ({ agrees, reason }) => ({
      ...(agrees === "" ? { agrees: t("reading.choose") } : {}),
      ...(agrees === "no" && reason.trim() === "" ? { reason: t("field.reason.wrong") } : {}),
    }),
  );
  return (
    <Card title={t("reading.title")}>
      {before?.impression && <p className="mb-4 text-sm"><span className="text-muted">{t("reading.before")}:</span> <bdi>{before.impression}</bdi></p>}
      <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        {failure !== null && <Notice tone="danger" role="alert">{failure}</Notice>}
        <fieldset className="flex flex-wrap gap-4">
          <legend className="sr-only">{t("reading.title")}</legend>
          {(["yes", "no"] as const).map((answer) => (
            <label key={answer} className="flex min-h-10 items-center gap-2">
              <input type="radio" name="agrees" value={answer} checked={values.agrees === answer} onChange={() => setValues((old) => ({ ...old, agrees: answer }))} className="size-5 accent-accent" />
              {t(`reading.${answer}`)}
            </label>
          ))}
        </fieldset>
        {errors.agrees && <p role="alert" className="text-sm text-danger">{errors.agrees}</p>}
        <Field label={t(values.agrees === "no" ? "reason" : "reasonOptional")} {...bind("reason")} />
        <Button type="submit" look="secondary" busy={busy}>{t("save")}</Button>
      </form>
    </Card>
  );
}
