"use client";

import Link from "next/link";
import { useState } from "react";
import { useI18n } from "@/i18n/I18nProvider";
import { LinkButton } from "@/ui/Button";
import { Narrow } from "./Narrow";
import { RegisterForm, type Registered } from "./RegisterForm";
import { VerifyForm } from "./VerifyForm";

/** Who you are, then the code from the inbox, then what happens next. */
export function RegisterPage() {
  const { t } = useI18n();
  const [registered, setRegistered] = useState<Registered | null>(null);
  const [verified, setVerified] = useState(false);
  if (registered !== null && verified)
    return (
      <Narrow title={t("register.done")} lead={t(registered.role === "patient" ? "register.active" : "register.approval")}>
        <LinkButton href="/login" className="w-full">{t("logIn")}</LinkButton>
      </Narrow>
    );
  if (registered !== null)
    return (
      <Narrow title={t("verify.title")} lead={t("verify.lead", { email: registered.email })}>
        <VerifyForm email={registered.email} onDone={() => setVerified(true)} />
      </Narrow>
    );
  return (
    <Narrow title={t("register")} lead={t("register.lead")}>
      <RegisterForm onDone={setRegistered} />
      <p className="mt-5 text-sm text-muted">{t("register.have")} <Link href="/login" className="text-accent underline underline-offset-4">{t("logIn")}</Link></p>
    </Narrow>
  );
}
