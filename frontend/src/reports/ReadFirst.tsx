"use client";

import { useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/api";
import { reading, type Scan } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Notice } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { TextArea } from "@/ui/Field";
import { useForm } from "@/ui/useForm";
import { keepReading } from "./keepReading";

/** The reader's own impression comes first; it is kept as it was, and only then is the model's view shown. */
export function ReadFirst({ scan }: { scan: Scan }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const { form, bind, onSubmit, busy, failure } = useForm(
    { impression: "" },
    async ({ impression }) => {
      const kept = await api.send("PUT", `/doctor/scans/${scan.scan_id}/reading`, { impression, before_ai: true }, reading);
      await keepReading(client, scan.scan_id, kept);
    },
    ({ impression }) => (impression.trim() === "" ? { impression: t("field.impression.wrong") } : ({} as Record<string, string>)),
  );
  return (
    <Card title={t("readFirst")}>
      <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        <p className="text-sm text-muted">{t("readFirst.lead")}</p>
        {failure !== null && <Notice tone="danger" role="alert">{failure}</Notice>}
        <TextArea label={t("report.impression")} {...bind("impression")} />
        <Button type="submit" busy={busy}>{t("readFirst.reveal")}</Button>
      </form>
    </Card>
  );
}
