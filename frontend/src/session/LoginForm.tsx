"use client";

import { useState } from "react";
import { useErrorText } from "@/api/useErrorText";
import { useI18n } from "@/i18n/I18nProvider";
import { Notice } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { useToast } from "@/ui/Toasts";
import { useForm } from "@/ui/useForm";
import type { Challenge } from "./Session";
import { session } from "./browserSession";

/** E-mail and password, then, where it is on, the second factor. */
export function LoginForm({ email = "", onDone }: { email?: string; onDone: () => void }) {
  const [challenge, setChallenge] = useState<{ email: string; challenge: Challenge } | null>(null);
  return challenge === null
    ? <PasswordStep email={email} onDone={onDone} onChallenge={(typed, asked) => setChallenge({ email: typed, challenge: asked })} />
    : <SecondFactorStep {...challenge} onDone={onDone} onBack={() => setChallenge(null)} />;
}

function PasswordStep({ email, onDone, onChallenge }: { email: string; onDone: () => void; onChallenge: (email: string, challenge: Challenge) => void }) {
  const { t } = useI18n();
  const { form, bind, onSubmit, busy, failure } = useForm(
    { email, password: "" },
    async (values) => {
      const asked = await session.login(values.email, values.password);
      if (asked === null) onDone();
      else onChallenge(values.email, asked);
    },
    (values) => ({
      ...(values.email.includes("@") ? {} : { email: t("field.email.wrong") }),
      ...(values.password === "" ? { password: t("field.password.missing") } : {}),
    }),
  );
  return (
    <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      {failure !== null && <Notice tone="danger" role="alert">{failure}</Notice>}
      <Field label={t("email")} type="email" autoComplete="username" dir="ltr" {...bind("email")} />
      <Field label={t("password")} type="password" autoComplete="current-password" dir="ltr" {...bind("password")} />
      <Button type="submit" busy={busy}>{t("logIn")}</Button>
    </form>
  );
}

function SecondFactorStep({ email, challenge, onDone, onBack }: { email: string; challenge: Challenge; onDone: () => void; onBack: () => void }) {
  const { t } = useI18n();
  const toast = useToast();
  const text = useErrorText();
  const byMail = () => session.mailCode(email, challenge).then(() => toast(t("verify.sent")), (error: unknown) => toast(text(error), true));
  const { form, bind, onSubmit, busy, failure } = useForm(
    { otp: "" },
    async ({ otp }) => {
      await session.answerChallenge(email, otp.trim(), challenge);
      onDone();
    },
    ({ otp }) => (otp.trim() === "" ? { otp: t("field.otp.wrong") } : ({} as Record<string, string>)),
  );
  return (
    <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      <p className="text-muted">{t("login.secondFactor")}</p>
      {failure !== null && <Notice tone="danger" role="alert">{failure}</Notice>}
      <Field label={t("code")} autoComplete="one-time-code" dir="ltr" autoFocus {...bind("otp")} />
      <Button type="submit" busy={busy}>{t("continue")}</Button>
      <Button look="ghost" onClick={() => void byMail()}>{t("login.mailCode")}</Button>
      <Button look="ghost" onClick={onBack}>{t("back")}</Button>
    </form>
  );
}
