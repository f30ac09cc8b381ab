"use client";

import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes } from "react";
import { classes } from "./classes";

interface Labelled {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | null | undefined;
}

const control = "w-full rounded-lg border border-edge bg-surface px-3 py-2 text-base text-ink placeholder:text-muted aria-invalid:border-danger";

function Around({ id, label, hint, error, children }: Labelled & { id: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">{label}</label>
      {children}
      <Below id={id} hint={hint} error={error} />
    </div>
  );
}

function Below({ id, hint, error }: Pick<Labelled, "hint" | "error"> & { id: string }) {
  return (
    <>
      {hint && <p id={`${id}-hint`} className="text-sm text-muted">{hint}</p>}
      {error && <p id={`${id}-error`} role="alert" className="text-sm font-medium text-danger">{error}</p>}
    </>
  );
}

function useDescribed({ hint, error }: Pick<Labelled, "hint" | "error">) {
  const id = useId();
  const describedBy = classes(hint ? `${id}-hint` : null, error ? `${id}-error` : null) || undefined;
  return { id, "aria-describedby": describedBy, "aria-invalid": error ? true : undefined };
}

export function Field({ label, hint, error, className, ...rest }: Labelled & InputHTMLAttributes<HTMLInputElement>) {
  const described = useDescribed({ hint, error });
  return (
    <Around id={described.id} label={label} hint={hint} error={error}>
      <input className={classes(control, className)} {...described} {...rest} />
    </Around>
  );
}

export function TextArea({ label, hint, error, className, ...rest }: Labelled & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const described = useDescribed({ hint, error });
  return (
    <Around id={described.id} label={label} hint={hint} error={error}>
      <textarea dir="auto" className={classes(control, "min-h-24", className)} {...described} {...rest} />
    </Around>
  );
}

export function Select({ label, hint, error, className, children, ...rest }: Labelled & SelectHTMLAttributes<HTMLSelectElement>) {
  const described = useDescribed({ hint, error });
  return (
    <Around id={described.id} label={label} hint={hint} error={error}>
      <select className={classes(control, className)} {...described} {...rest}>{children}</select>
    </Around>
  );
}

export function CheckBox({ label, hint, error, className, ...rest }: Labelled & InputHTMLAttributes<HTMLInputElement>) {
  const described = useDescribed({ hint, error });
  return (
    <div className="flex flex-col gap-1">
      <label className="flex min-h-10 items-start gap-3 text-sm font-medium">
        <input type="checkbox" className={classes("mt-0.5 size-5 shrink-0 accent-accent", className)} {...described} {...rest} />
        {label}
      </label>
      <Below id={described.id} hint={hint} error={error} />
    </div>
  );
}
