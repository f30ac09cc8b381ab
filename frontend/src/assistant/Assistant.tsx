"use client";

import { MessageCircle } from "lucide-react";
import { lazy, Suspense, useRef } from "react";
import { useI18n } from "@/i18n/I18nProvider";
import { show, useShown } from "./shown";

const Conversation = lazy(() => import("./Conversation").then((module) => ({ default: module.Conversation })));

/** A way to ask, on every page. The conversation itself is loaded when somebody opens it. */
export function Assistant() {
  const { t } = useI18n();
  const shown = useShown();
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    show(false);
    button.current?.focus();
  };
  return (
    <div className="fixed end-4 bottom-20 z-40 flex flex-col items-end gap-3 md:bottom-4">
      {shown && <Suspense><Conversation onClose={close} /></Suspense>}
      <button ref={button} type="button" aria-expanded={shown} onClick={() => show(!shown)} aria-label={t("assistant.title")} title={t("assistant.title")} className="inline-flex size-12 items-center justify-center rounded-full bg-accent text-on-accent shadow-lg hover:bg-accent-strong">
        <MessageCircle aria-hidden className="size-6" />
      </button>
    </div>
  );
}
