"use client";

import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { Suspense, useEffect } from "react";
import { useI18n } from "@/i18n/I18nProvider";
import { LoginForm } from "@/session/LoginForm";
import { adoptLanguage } from "@/session/adoptLanguage";
import { safeNext } from "@/session/homeOf";
import { useSession } from "@/session/useSession";
import { ExternalLogin } from "./ExternalLogin";
import { Narrow } from "./Narrow";

export function LoginPage() {
  const { t } = useI18n();
  return (
    <Narrow title={t("logIn")} lead={t("login.lead")}>
      <Suspense><Login /></Suspense>
      <ExternalLogin />
      <div className="mt-5 flex flex-wrap justify-between gap-2 text-sm">
        <Link href="/forgot" className="text-accent underline underline-offset-4">{t("forgot.link")}</Link>
        <Link href="/register" className="text-accent underline underline-offset-4">{t("register")}</Link>
      </div>
    </Narrow>
  );
}

function Login() {
  const router = useRouter();
  const next = useSearchParams().get("next");
  const state = useSession();
  // Also for somebody who comes from elsewhere with a session that is still good.
  useEffect(() => {
    if (state.kind !== "active") return;
    const { role } = state.person;
    void adoptLanguage().then(() => router.replace(safeNext(next, role)));
  }, [state, next, router]);
  return <LoginForm onDone={() => undefined} />;
}
