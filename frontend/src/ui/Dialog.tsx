"use client";

import { X } from "lucide-react";
import { useId, useLayoutEffect, useRef, type ReactNode } from "react";
import { useI18n } from "@/i18n/I18nProvider";
import { IconButton } from "./Button";
import { classes } from "./classes";

/** The browser's own modal dialog: it keeps the focus inside, closes with Escape and gives the focus back. */
export function Dialog({ title, onClose, wide = false, veiled = false, children }: { title: string; onClose?: () => void; wide?: boolean; veiled?: boolean; children: ReactNode }) {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const { t } = useI18n();

  // While it is still in the page: a dialog that is closed after it was taken out gives no focus back.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);

  return (
    <dialog
      ref={ref}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      className={classes("m-auto max-h-[90dvh] w-[calc(100%-2rem)] overflow-y-auto rounded-2xl border border-line bg-surface p-6", wide ? "max-w-4xl" : "max-w-lg", veiled && "backdrop:bg-page")}
    >
      <div className="mb-4 flex items-start justify-between gap-4">
        <h2 id={heading} className="text-xl font-semibold">{title}</h2>
        {onClose && <IconButton label={t("close")} onClick={onClose} className="-me-2 -mt-2"><X aria-hidden className="size-5" /></IconButton>}
      </div>
      {children}
    </dialog>
  );
}
