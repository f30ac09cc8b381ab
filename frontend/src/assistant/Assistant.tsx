"use client";

import { MessageCircle, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useI18n } from "@/i18n/I18nProvider";
import { IconButton } from "@/ui/Button";

const Conversation = dynamic(() => import("./Conversation").then((module) => module.Conversation));

/** A way to ask, on every page. The conversation itself is loaded when somebody opens it. */
export function Assistant() {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  return (
    <div className="fixed end-4 bottom-20 z-40 flex flex-col items-end gap-3 md:bottom-4">
      {open && (
        <section aria-label={t("assistant.title")} onKeyDown={(event) => event.key === "Escape" && setOpen(false)} className="flex h-[min(32rem,70dvh)] w-[min(24rem,calc(100vw-2rem))] flex-col rounded-2xl border border-line bg-surface p-4 shadow-xl">
          <div className="mb-3 flex items-center justify-between"><h2 className="font-semibold">{t("assistant.title")}</h2><IconButton label={t("close")} onClick={() => setOpen(false)}><X aria-hidden className="size-5" /></IconButton></div>
          <Conversation />
        </section>
      )}
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)} aria-label={t("assistant.title")} title={t("assistant.title")} className="inline-flex size-12 items-center justify-center rounded-full bg-accent text-on-accent shadow-lg hover:bg-accent-strong">
        <MessageCircle aria-hidden className="size-6" />
      </button>
    </div>
  );
}
