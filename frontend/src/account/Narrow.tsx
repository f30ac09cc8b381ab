import type { ReactNode } from "react";

/** One form in the middle of the page. */
export function Narrow({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <div className="mx-auto w-full max-w-md px-4 py-10">
      <h1 className="text-3xl font-bold tracking-tight">{title}</h1>
      {lead && <p className="mt-2 text-muted">{lead}</p>}
      <div className="mt-6 rounded-2xl border border-line bg-surface p-6">{children}</div>
    </div>
  );
}
