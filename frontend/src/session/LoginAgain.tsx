"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useI18n } from "@/i18n/I18nProvider";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { LoginForm } from "./LoginForm";
import { session } from "./browserSession";
import { useSession } from "./useSession";

/**
 * The session ended while somebody was at work: they log in over the page, and everything they typed is still there. What the page shows is
 * veiled meanwhile: the one before the screen may no longer be the one who was logged in.
 */
export function LoginAgain() {
  const { t } = useI18n();
  const state = useSession();
  const client = useQueryClient();
  const before = useRef<string>(null);
  if (state.kind !== "expired") return null;

  before.current = state.person.userId;
  const onDone = () => {
    const now = session.current();
    // Somebody else at the same desk: nothing of the one before stays.
    if (!("person" in now) || now.person.userId !== before.current) window.location.assign("/");
    else void client.invalidateQueries();
  };
  return (
    <Dialog title={t("expired.title")} veiled>
      <p className="mb-4 text-muted">{t("expired.lead", { name: state.person.name })}</p>
      <LoginForm onDone={onDone} />
      <Button look="ghost" className="mt-3 w-full" onClick={() => window.location.assign("/login")}>{t("expired.leave")}</Button>
    </Dialog>
  );
}
