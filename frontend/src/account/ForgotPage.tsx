"use client";

import { useState } from "react";
import { api } from "@/api/api";
import { useI18n } from "@/i18n/I18nProvider";
import { Notice } from "@/ui/Badge";
import { Button, LinkButton } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { useForm } from "@/ui/useForm";
import { Narrow } from "./Narrow";

export function ForgotPage() {
  const { t } = useI18n();
  const [sent, setSent] = useState(false);
  const { form, bind, onSubmit, busy, failure } = useForm(
    { email: "" },
    async (values) => {
      await api.publicly("/auth/password/forgot", values);
      setSent(true);
    },
    ({ email }) => (email.includes("@") ? ({} as Record<string, string>) : { email: t("field.email.wrong") }),
  );
  return (
    <Narrow title={t("forgot.title")} lead={t("forgot.lead")}>
      {sent ? (
        <div className="flex flex-col gap-4">
          <Notice tone="good" role="status">{t("forgot.sent")}</Notice>
          <LinkButton href="/reset" className="w-full">{t("forgot.enterToken")}</LinkButton>
        </div>
      ) : (
        <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
          {failure !== null && <Notice tone="danger" role="alert">{failure}</Notice>}
          <Field label={t("email")} type="email" autoComplete="username" dir="ltr" {...bind("email")} />
          <Button type="submit" busy={busy}>{t("forgot.send")}</Button>
        </form>
      )}
    </Narrow>
  );
}
