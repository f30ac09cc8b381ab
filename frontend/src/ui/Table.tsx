import type { ReactNode } from "react";
import { classes } from "./classes";

/**
 * A table; where there is no room for one, the same rows as cards, one below the other, so that nothing lies beyond an edge. The roles are written out
 * because an element that is no longer laid out as a table would not be told as one: a screen reader hears the same rows and heads either way.
 */
export function Table({ caption, head, children }: { caption: string; head: readonly string[]; children: ReactNode }) {
  return (
    <div role="region" aria-label={caption} tabIndex={0} className="lg:overflow-x-auto lg:rounded-2xl lg:border lg:border-line lg:bg-surface">
      <table role="table" aria-label={caption} className="block w-full text-start text-sm lg:table">
        <thead role="rowgroup" className="border-b border-line text-muted max-lg:sr-only">
          <tr role="row">{head.map((text) => <th key={text} role="columnheader" scope="col" className="px-4 py-3 text-start font-medium whitespace-nowrap">{text}</th>)}</tr>
        </thead>
        <tbody role="rowgroup" className="flex flex-col gap-3 lg:table-row-group lg:divide-y lg:divide-line">{children}</tbody>
      </table>
    </div>
  );
}

export function Row({ children }: { children: ReactNode }) {
  return <tr role="row" className="flex flex-col gap-2 rounded-2xl border border-line bg-surface p-4 lg:table-row lg:rounded-none lg:border-x-0">{children}</tr>;
}

/** head: said before the content in a card, where no head stands above it; not to a screen reader, which has the column's. */
export function Cell({ head, children, className }: { head?: string; children: ReactNode; className?: string }) {
  return (
    <td role="cell" className="flex min-w-0 gap-3 lg:table-cell lg:px-4 lg:py-3 lg:align-middle">
      {head !== undefined && <span aria-hidden className="w-28 shrink-0 text-muted lg:hidden">{head}</span>}
      <div className={classes("min-w-0 flex-1 max-lg:break-words", className)}>{children}</div>
    </td>
  );
}

/** Nothing to say: an empty place in a table, and no line in a card. */
export function NoCell() {
  return <td role="cell" className="hidden lg:table-cell" />;
}
