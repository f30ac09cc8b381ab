"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/api";
import { me as meSchema } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Notice } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Card, PageTitle } from "@/ui/Card";
import { Field } from "@/ui/Field";
import { ErrorState, SkeletonRows } from "@/ui/States";
import { useToast } from "@/ui/Toasts";
import { useForm } from "@/ui/useForm";
import { passwordIsLongEnough } from "./passwords";
import { SessionsCard } from "./SessionsCard";
import { TwoFactorCard } from "./TwoFactorCard";

export function AccountPage() {
  const { t } = useI18n();
  const { data, error, refetch } = useQuery({ queryKey: ["me"], queryFn: ({ signal }) => api.get("/auth/me", meSchema, { signal }) });
  return (
    <div className="mx-auto max-w-2xl">
      <PageTitle title={t("nav.account")} lead={data && <span dir="ltr">{data.email}</span>} />
      {error !== null ? <ErrorState error={error} retry={() => void refetch()} /> : !data ? <SkeletonRows /> : (
        <div className="flex flex-col gap-5">
          <NameCard name={data.name} />
          <PasswordCard />
          <TwoFactorCard on={data.two_factor} enrolled={data.authenticator} />
          <SessionsCard />
        </div>
      )}
    </div>
  );
}

function NameCard({ name }: { name: string }) {
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

function PasswordCard() {
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
