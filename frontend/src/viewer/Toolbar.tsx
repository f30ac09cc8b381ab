"use client";

import { Contrast, Flame, Hand, Keyboard, Moon, RotateCw, SunMedium, Undo2, ZoomIn, ZoomOut } from "lucide-react";
import type { Dispatch } from "react";
import type { Scan } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { IconButton } from "@/ui/Button";
import { useLabel } from "@/worklist/useLabel";
import type { Change, View } from "./state";

export function Toolbar({ scan, view, tool, explains, compact, onTool, onChange, onSheet, onFitWindow }: {
  scan: Scan; view: View; tool: "pan" | "window"; explains: boolean; compact: boolean;
  onTool: (tool: "pan" | "window") => void; onChange: Dispatch<Change>; onSheet: () => void; onFitWindow: () => void;
}) {
  const { t } = useI18n();
  const icon = "size-5";
  return (
    <div role="toolbar" aria-label={t("viewer.tools")} className="flex flex-wrap items-center gap-x-1 gap-y-2 border-b border-line px-2 py-1">
      <IconButton label={t("viewer.pan")} pressed={tool === "pan"} onClick={() => onTool("pan")}><Hand aria-hidden className={icon} /></IconButton>
      <IconButton label={t("viewer.windowTool")} pressed={tool === "window"} onClick={() => onTool("window")}><SunMedium aria-hidden className={icon} /></IconButton>
      <IconButton label={t("viewer.zoomIn")} onClick={() => onChange({ do: "zoom", factor: 1.25 })}><ZoomIn aria-hidden className={icon} /></IconButton>
      <IconButton label={t("viewer.zoomOut")} onClick={() => onChange({ do: "zoom", factor: 0.8 })}><ZoomOut aria-hidden className={icon} /></IconButton>
      <IconButton label={t("viewer.fitWindow")} onClick={onFitWindow}><Contrast aria-hidden className={icon} /></IconButton>
      <IconButton label={t("viewer.invert")} pressed={view.inverted} onClick={() => onChange({ do: "invert" })}><Moon aria-hidden className={icon} /></IconButton>
      <IconButton label={t("viewer.turnRight")} onClick={() => onChange({ do: "turn", quarters: 1 })}><RotateCw aria-hidden className={icon} /></IconButton>
      <IconButton label={t("viewer.reset")} onClick={() => onChange({ do: "reset" })}><Undo2 aria-hidden className={icon} /></IconButton>
      {!compact && <IconButton label={t("viewer.shortcuts")} onClick={onSheet}><Keyboard aria-hidden className={icon} /></IconButton>}
      {explains && <HeatmapControls scan={scan} view={view} onChange={onChange} />}
      {scan.files.length > 1 && (
        <label className="ms-auto flex min-h-10 items-center gap-2 px-2 text-sm">
          {t("viewer.slice")}
          <input type="range" min={0} max={scan.files.length - 1} value={view.slice} onChange={(event) => onChange({ do: "slice", to: event.target.valueAsNumber, of: scan.files.length })} className="w-32 accent-accent" />
        </label>
      )}
    </div>
  );
}

function HeatmapControls({ scan, view, onChange }: { scan: Scan; view: View; onChange: Dispatch<Change> }) {
  const { t, format } = useI18n();
  const labelOf = useLabel();
  const labels = Object.keys(scan.prediction?.all_probs ?? {});
  return (
    <>
      <IconButton label={t("viewer.heatmap")} pressed={view.heatmap} onClick={() => onChange({ do: "heatmap" })}><Flame aria-hidden className="size-5" /></IconButton>
      <label className="flex min-h-10 items-center gap-2 px-1 text-sm">
        <span className="sr-only">{t("viewer.heatmapFor")}</span>
        <select value={view.label ?? scan.gradcam?.target_label ?? ""} onChange={(event) => onChange({ do: "label", to: event.target.value })} className="h-9 max-w-36 rounded-lg border border-edge bg-surface px-2 text-sm">
          {labels.map((label) => <option key={label} value={label}>{labelOf(label)}</option>)}
        </select>
      </label>
      <label className="flex min-h-10 items-center gap-2 px-1 text-sm">
        {t("viewer.opacity")}
        <input type="range" min={0} max={100} step={5} value={Math.round(view.opacity * 100)} disabled={!view.heatmap} aria-valuetext={format.percent(view.opacity * 100)} onChange={(event) => onChange({ do: "opacity", to: event.target.valueAsNumber / 100 })} className="w-24 accent-accent" />
      </label>
    </>
  );
}
