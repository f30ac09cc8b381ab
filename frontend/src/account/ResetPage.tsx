"use client";

import { useEffect, useState } from "react";
import { api } from "@/api/api";
import { useI18n } from "@/i18n/I18nProvider";
import { Notice } from "@/ui/Badge";
import { Button, LinkButton } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { useForm } from "@/ui/useForm";
import { Narrow } from "./Narrow";
import { passwordIsLongEnough } from "./passwords";

/** The token comes from the mail: pasted, or behind the # of a link, which no server is told. */
export function ResetPage() {
  const { t } = useI18n();
  const [done, setDone] = useState(false);
  const { form, bind, setValues, onSubmit, busy, failure } = useForm(
    { token: "", password: "" },
    async (values) => {
      await api.publicly("/auth/password/reset", { token: values.token.trim(), password: values.password });
      setDone(true);
    },
    (values) => ({
      ...(values.token.trim() === "" ? { token: t("field.token.wrong") } : {}),
      ...(passwordIsLongEnough(values.password) ? {} : { password: t("field.password.wrong") }),
    }),
  );
  useEffect(() => {
    const token = new URLSearchParams(window.location.hash.slice(1)).get("token");
    if (token !== null) setValues((old) => ({ ...old, token }));
  }, [setValues]);
  if (done) return <Narrow title={t("reset.done")}><LinkButton href="/login" className="w-full">{t("logIn")}</LinkButton></Narrow>;
  return (
    <Narrow title={t("reset.title")} lead={t("reset.lead")}>
      <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        {failure !== null && <Notice tone="danger" role="alert">{failure}</Notice>}
        <Field label={t("reset.token")} autoComplete="off" dir="ltr" {...bind("token")} />
        <Field label={t("newPassword")} type="password" autoComplete="new-password" dir="ltr" hint={t("field.password.hint")} {...bind("password")} />
        <Button type="submit" busy={busy}>{t("reset.save")}</Button>
      </form>
    </Narrow>
  );
}
