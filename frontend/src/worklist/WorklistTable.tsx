"use client";

import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import type { Scan } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Outcome } from "./Outcome";
import { visibleRows } from "./rows";
import { waitingSince } from "./urgency";

const rowHeight = 64;

/** Only the rows in sight are drawn; the list is a list to a screen reader all the same, each row with its place in the whole. */
export function WorklistTable({ scans, names, hideOutcome, complete }: { scans: readonly Scan[]; names: ReadonlyMap<string, string>; hideOutcome: boolean; complete: boolean }) {
  const { t, format } = useI18n();
  const frame = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 800 });
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const look = () => setView({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, []);

  const { from, to } = visibleRows(scans.length, rowHeight, view.top, view.height);
  return (
    <>
      <p className="mb-2 text-sm text-muted" role="status">{t("worklist.count", { n: scans.length })}{!complete && ` ${t("worklist.more")}`}</p>
      <div ref={frame} tabIndex={0} role="region" aria-label={t("nav.worklist")} className="max-h-[calc(100dvh-19rem)] min-h-80 overflow-y-auto rounded-2xl border border-line bg-surface">
        <ul style={{ height: scans.length * rowHeight, position: "relative" }}>
          {scans.slice(from, to).map((scan, index) => (
            <li key={scan.scan_id} aria-setsize={scans.length} aria-posinset={from + index + 1} style={{ position: "absolute", insetInline: 0, top: (from + index) * rowHeight, height: rowHeight }} className="border-b border-line">
              <Link href={`/doctor/scans/${scan.scan_id}`} prefetch={false} className="grid h-full grid-cols-[1fr_auto] items-center gap-3 px-4 hover:bg-raised focus-visible:-outline-offset-2 sm:grid-cols-[2fr_1.5fr_1fr_15rem]">
                <span className="min-w-0">
                  <span className="block truncate font-medium">{names.get(scan.patient_id) ?? t("patient.unnamed", { id: scan.patient_id.slice(-6) })}</span>
                  <span className="block truncate text-sm text-muted">{t(`modality.${scan.modality}`)}</span>
                </span>
                <span className="hidden text-sm text-muted sm:block">{format.time(scan.uploaded_at)}</span>
                <span className="hidden text-sm text-muted sm:block">{format.waiting(waitingSince(scan, Date.now()))}</span>
                <span className="justify-self-end overflow-hidden"><Outcome scan={scan} hidden={hideOutcome} /></span>
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
