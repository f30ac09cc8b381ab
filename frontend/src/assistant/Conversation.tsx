"use client";

import { Trash2, X } from "lucide-react";
import { useState } from "react";
import { isApiError } from "@/api/problem";
import { useErrorText } from "@/api/useErrorText";
import { useI18n } from "@/i18n/I18nProvider";
import { Notice } from "@/ui/Badge";
import { IconButton } from "@/ui/Button";
import { useToast } from "@/ui/Toasts";
import { Ask } from "./Ask";
import { talk, useTalk } from "./tabsTalk";
import { Turns } from "./Turns";

export function Conversation({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  const { turns, asked, problem, gone } = useTalk();
  const problemText = useProblemText();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const remove = () => {
    setBusy(true);
    talk.delete().then(() => toast(t("assistant.deleted")), (error: unknown) => toast(problemText(error), true)).finally(() => setBusy(false));
  };
  return (
    <section aria-label={t("assistant.title")} onKeyDown={(event) => event.key === "Escape" && onClose()} className="flex h-[min(34rem,75dvh)] w-[min(24rem,calc(100vw-2rem))] flex-col rounded-2xl border border-line bg-surface p-4 shadow-xl">
      <div className="mb-3 flex items-center gap-1">
        <h2 className="flex-1 font-semibold">{t("assistant.title")}</h2>
        {turns.length > 0 && <IconButton label={t("assistant.delete")} aria-disabled={busy || asked !== null || undefined} onClick={() => !busy && asked === null && remove()}><Trash2 aria-hidden className="size-5" /></IconButton>}
        <IconButton label={t("close")} onClick={onClose}><X aria-hidden className="size-5" /></IconButton>
      </div>
      <Turns />
      {problem !== null && <div className="mt-3"><Notice tone="warning" role="alert">{problemText(problem)}</Notice></div>}
      {gone && <div className="mt-3"><Notice tone="warning" role="alert">{t("assistant.gone")}</Notice></div>}
      <Ask />
    </section>
  );
}

function useProblemText() {
  const { t } = useI18n();
  const text = useErrorText();
  return (error: unknown) => {
    if (isApiError(error, "not_found", "service_unavailable", "service_timeout")) return t("assistant.away");
    return isApiError(error, "answer_cut") ? t("assistant.cut") : text(error);
  };
}
