"use client";

import { useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/api";
import { me as meSchema } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Notice } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { Field } from "@/ui/Field";
import { useToast } from "@/ui/Toasts";
import { useForm } from "@/ui/useForm";

export function NameCard({ name }: { name: string }) {
  const { t } = useI18n();
  const toast = useToast();
  const client = useQueryClient();
  const { form, bind, onSubmit, busy, failure } = useForm(
    { name },
    async (values) => {
      client.setQueryData(["me"], await api.send("PATCH", "/auth/me", values, meSchema));
      toast(t("saved"));
    },
    (values) => (values.name.trim() === "" ? { name: t("field.name.wrong") } : ({} as Record<string, string>)),
  );
  return (
    <Card title={t("name")}>
      <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        {failure !== null && <Notice tone="danger" role="alert">{failure}</Notice>}
        <Field label={t("name")} autoComplete="name" {...bind("name")} />
        <Button type="submit" look="secondary" busy={busy}>{t("save")}</Button>
      </form>
    </Card>
  );
}
