"use client";

import { CircleAlert, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useErrorText } from "@/api/useErrorText";
import { isApiError } from "@/api/problem";
import { useI18n } from "@/i18n/I18nProvider";
import { Button } from "./Button";
import { classes } from "./classes";

/** Where content will be; as large as it, so that nothing jumps. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classes("animate-pulse rounded-lg bg-raised", className ?? "h-6 w-full")} />;
}

export function SkeletonRows({ rows = 5, className = "h-14" }: { rows?: number; className?: string }) {
  const { t } = useI18n();
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">{t("loading")}</span>
      {Array.from({ length: rows }, (_, row) => <Skeleton key={row} className={className} />)}
    </div>
  );
}

export function Empty({ icon: Icon, title, children }: { icon: LucideIcon; title: string; children?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-2xl border border-dashed border-line px-6 py-12 text-center">
      <Icon aria-hidden className="size-10 text-muted" />
      <p className="font-semibold">{title}</p>
      {children && <div className="max-w-prose text-sm text-muted">{children}</div>}
    </div>
  );
}

/** What went wrong in plain words, and a way to try again. A part that this system does not run yet says just that. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useI18n();
  const text = useErrorText();
  const trace = isApiError(error) ? error.traceId : null;
  // Nothing is broken: it is not there, not theirs, or not switched on at this site.
  if (isApiError(error, "not_found"))
    return (
      <div role="status" className="flex flex-col items-start gap-3 rounded-2xl border border-line bg-surface p-5">
        <p className="flex items-center gap-2 font-semibold"><CircleAlert aria-hidden className="size-5 shrink-0 text-info" />{text(error)}</p>
        {retry && <Button look="secondary" onClick={retry}>{t("tryAgain")}</Button>}
      </div>
    );
  return (
    <div role="alert" className="flex flex-col items-start gap-3 rounded-2xl border border-danger bg-danger-tint p-5">
      <p className="flex items-center gap-2 font-semibold text-danger"><CircleAlert aria-hidden className="size-5 shrink-0" />{text(error)}</p>
      {trace && <p className="font-mono text-xs text-ink">{t("error.trace", { id: trace })}</p>}
      {retry && <Button look="secondary" onClick={retry}>{t("tryAgain")}</Button>}
    </div>
  );
}
