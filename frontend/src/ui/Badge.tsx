import type { ReactNode } from "react";
import { classes } from "./classes";

export type Tone = "plain" | "good" | "danger" | "warning" | "info";

const tones: Record<Tone, string> = {
  plain: "bg-raised text-ink",
  good: "bg-tint text-accent",
  danger: "bg-danger-tint text-danger",
  warning: "bg-warning-tint text-warning",
  info: "bg-info-tint text-info",
};

export function Badge({ tone = "plain", children }: { tone?: Tone; children: ReactNode }) {
  return <span className={classes("inline-flex items-center gap-1 rounded-full px-2.5 py-0.5 text-xs font-semibold whitespace-nowrap", tones[tone])}>{children}</span>;
}

export function Notice({ tone = "info", role, children }: { tone?: Tone; role?: "status" | "alert"; children: ReactNode }) {
  return <div role={role} className={classes("rounded-lg px-4 py-3 text-sm", tones[tone])}>{children}</div>;
}
