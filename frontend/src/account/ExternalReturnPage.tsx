"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useErrorText } from "@/api/useErrorText";
import { useI18n } from "@/i18n/I18nProvider";
import { adoptLanguage } from "@/session/adoptLanguage";
import { session } from "@/session/browserSession";
import { homeOf } from "@/session/homeOf";
import { Notice } from "@/ui/Badge";
import { LinkButton } from "@/ui/Button";
import { SkeletonRows } from "@/ui/States";
import { Narrow } from "./Narrow";

/** Where the hospital's provider sends the browser back to. What it brings is used once and taken out of the address. */
export function ExternalReturnPage() {
  const { t } = useI18n();
  const text = useErrorText();
  const router = useRouter();
  const [failure, setFailure] = useState<unknown>(null);
  const began = useRef(false);
  useEffect(() => {
    if (began.current) return;
    began.current = true;
    const brought = new URLSearchParams(window.location.search);
    window.history.replaceState(null, "", window.location.pathname);
    session.finishExternalLogin(brought.get("state") ?? "", brought.get("code") ?? "").then(async () => {
      await adoptLanguage();
      const state = session.current();
      if ("person" in state) router.replace(homeOf(state.person.role));
    }, setFailure);
  }, [router]);
  return (
    <Narrow title={t("logIn")}>
      {failure === null ? <SkeletonRows rows={2} /> : (
        <div className="flex flex-col gap-4">
          <Notice tone="danger" role="alert">{text(failure)}</Notice>
          <LinkButton href="/login" className="w-full">{t("back")}</LinkButton>
        </div>
      )}
    </Narrow>
  );
}
