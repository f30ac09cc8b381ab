"use client";

import { useEffect, useReducer, useRef, useState } from "react";
import type { Scan } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { ErrorState } from "@/ui/States";
import { autoWindow } from "./windowLevel";
import { ShortcutSheet } from "./ShortcutSheet";
import { shortcutOf } from "./shortcuts";
import { changed, firstView } from "./state";
import { Toolbar } from "./Toolbar";
import { useDragging } from "./useDragging";
import { usePictures } from "./usePictures";
import { usePainting } from "./usePainting";

/** A scan on black, to be looked at closely. The keyboard works once the picture has the focus; "?" says how. */
export function Viewer({ scan, explains, compact = false }: { scan: Scan; explains: boolean; compact?: boolean }) {
  const { t } = useI18n();
  const [view, change] = useReducer(changed, firstView);
  const [tool, setTool] = useState<"pan" | "window">("pan");
  const [sheet, setSheet] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const slices = scan.files.length;
  const shown = explains ? view : { ...view, heatmap: false };
  const { picture, heatmap, error, retry } = usePictures(scan.scan_id, shown);
  const painted = usePainting(frame, canvas, picture, heatmap, shown);
  const dragging = useDragging(frame, tool, change);

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "?") setSheet(true);
      const shortcut = shortcutOf(event);
      if (shortcut === undefined) return;
      event.preventDefault();
      change(shortcut.change(view, slices));
    };
    element.addEventListener("keydown", onKey);
    return () => element.removeEventListener("keydown", onKey);
  }, [view, slices]);

  return (
    <section aria-label={t("viewer.title")} className="overflow-hidden rounded-2xl border border-line bg-surface">
      <Toolbar
        scan={scan} view={shown} tool={tool} explains={explains} compact={compact} onTool={setTool} onChange={change} onSheet={() => setSheet(true)}
        onFitWindow={() => picture && change({ do: "fitWindow", window: autoWindow(picture.greys) })}
      />
      <div
        ref={frame} tabIndex={0} role="application" aria-label={t("viewer.picture", { modality: t(`modality.${scan.modality}`) })} aria-describedby="viewer-help"
        data-testid="viewer" data-painted={painted} data-heatmap={shown.heatmap && heatmap !== null}
        className={`relative touch-none overflow-hidden bg-black focus-visible:-outline-offset-2 ${compact ? "h-[50dvh]" : "h-[62dvh] min-h-80"} ${tool === "pan" ? "cursor-grab active:cursor-grabbing" : "cursor-ns-resize"}`}
        {...dragging}
      >
        <canvas ref={canvas} aria-hidden className="absolute inset-0 size-full" />
        {picture === null && error === null && <p role="status" className="absolute inset-0 grid place-items-center text-sm text-white">{t("loading")}</p>}
        {error !== null && <div className="absolute inset-4 grid place-items-center"><ErrorState error={error} retry={retry} /></div>}
        <p className="pointer-events-none absolute start-3 bottom-2 font-mono text-xs text-white/90" dir="ltr">
          {Math.round(view.camera.zoom * 100)} % · W {Math.round(view.window.width)} L {Math.round(view.window.centre)}{slices > 1 && ` · ${view.slice + 1}/${slices}`}
        </p>
      </div>
      <p id="viewer-help" className="sr-only">{t("viewer.help")}</p>
      {sheet && <ShortcutSheet onClose={() => setSheet(false)} />}
    </section>
  );
}
