"use client";

import * as z from "zod/mini";
import { api } from "@/api/api";
import { registered as registeredSchema, type Role } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Notice } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Field, Select } from "@/ui/Field";
import { useForm } from "@/ui/useForm";
import { passwordIsLongEnough } from "./passwords";

export interface Registered {
  readonly email: string;
  readonly role: Role;
}

export function RegisterForm({ onDone }: { onDone: (registered: Registered) => void }) {
  const { t } = useI18n();
  const { form, bind, onSubmit, busy, failure } = useForm(
    { name: "", email: "", password: "", role: "patient" },
    async (values) => {
      const { role } = z.parse(registeredSchema, await api.publicly("/auth/register", values));
      onDone({ email: values.email, role });
    },
    (values) => ({
      ...(values.name.trim() === "" ? { name: t("field.name.wrong") } : {}),
      ...(values.email.includes("@") ? {} : { email: t("field.email.wrong") }),
      ...(passwordIsLongEnough(values.password) ? {} : { password: t("field.password.wrong") }),
    }),
  );
  return (
    <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      {failure !== null && <Notice tone="danger" role="alert">{failure}</Notice>}
      <Field label={t("name")} autoComplete="name" {...bind("name")} />
      <Field label={t("email")} type="email" autoComplete="email" dir="ltr" {...bind("email")} />
      <Field label={t("password")} type="password" autoComplete="new-password" dir="ltr" hint={t("field.password.hint")} {...bind("password")} />
      <Select label={t("register.role")} hint={t("register.roleHint")} {...bind("role")}>
        {(["patient", "doctor", "pharmacist"] as const).map((role) => <option key={role} value={role}>{t(`role.${role}`)}</option>)}
      </Select>
      <Button type="submit" busy={busy}>{t("register")}</Button>
    </form>
  );
}
