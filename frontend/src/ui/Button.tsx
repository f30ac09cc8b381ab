import { LoaderCircle } from "lucide-react";
import Link from "next/link";
import type { ButtonHTMLAttributes, ComponentProps } from "react";
import { classes } from "./classes";

export type Look = "primary" | "secondary" | "ghost" | "danger";

const looks: Record<Look, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong",
  secondary: "border border-edge bg-surface text-ink hover:bg-raised",
  ghost: "text-ink hover:bg-raised",
  danger: "border border-danger bg-danger-tint text-danger hover:brightness-110",
};

const base = "inline-flex min-h-10 items-center justify-center gap-2 rounded-lg px-4 py-2 text-sm font-semibold transition-colors aria-disabled:cursor-not-allowed aria-disabled:opacity-60";

export function Button({ look = "primary", busy = false, disabled, className, children, onClick, type = "button", ...rest }: ButtonHTMLAttributes<HTMLButtonElement> & { look?: Look; busy?: boolean }) {
  // Not the disabled attribute: a button that works does not lose the keyboard's focus.
  const off = disabled === true || busy;
  return (
    <button type={type} className={classes(base, looks[look], className)} aria-disabled={off || undefined} onClick={off ? (event) => event.preventDefault() : onClick} {...rest}>
      {busy && <LoaderCircle aria-hidden className="size-4 animate-spin" />}
      {children}
    </button>
  );
}

export function IconButton({ label, pressed, className, children, ...rest }: ButtonHTMLAttributes<HTMLButtonElement> & { label: string; pressed?: boolean }) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      className={classes("inline-flex size-10 shrink-0 items-center justify-center rounded-lg text-ink hover:bg-raised aria-pressed:bg-tint aria-pressed:text-accent", className)}
      {...rest}
    >
      {children}
    </button>
  );
}

export function LinkButton({ look = "primary", className, ...rest }: ComponentProps<typeof Link> & { look?: Look }) {
  return <Link className={classes(base, looks[look], className)} {...rest} />;
}
