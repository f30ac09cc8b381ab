"use client";

import { api } from "@/api/api";
import { useI18n } from "@/i18n/I18nProvider";
import { Notice } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { Field } from "@/ui/Field";
import { useToast } from "@/ui/Toasts";
import { useForm } from "@/ui/useForm";
import { passwordIsLongEnough } from "./passwords";

export function PasswordCard() {
  const { t } = useI18n();
  const toast = useToast();
  const { form, bind, setValues, onSubmit, busy, failure } = useForm(
    { current_password: "", new_password: "" },
    async (values) => {
      await api.do("POST", "/auth/password/change", values);
      setValues({ current_password: "", new_password: "" });
      toast(t("password.changed"));
    },
    (values) => ({
      ...(values.current_password === "" ? { current_password: t("field.password.missing") } : {}),
      ...(passwordIsLongEnough(values.new_password) ? {} : { new_password: t("field.password.wrong") }),
    }),
  );
  return (
    <Card title={t("password")}>
      <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        {failure !== null && <Notice tone="danger" role="alert">{failure}</Notice>}
        <Field label={t("password.current")} type="password" autoComplete="current-password" dir="ltr" {...bind("current_password")} />
        <Field label={t("newPassword")} type="password" autoComplete="new-password" dir="ltr" hint={t("field.password.hint")} {...bind("new_password")} />
        <Button type="submit" look="secondary" busy={busy}>{t("password.change")}</Button>
      </form>
    </Card>
  );
}
