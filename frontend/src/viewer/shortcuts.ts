import type { MessageKey } from "@/i18n/translate";
import type { Change, View } from "./state";

interface Shortcut {
  readonly keys: readonly string[];
  readonly label: MessageKey;
  readonly change: (view: View, slices: number) => Change;
}

const step = 40;

/** What the keyboard does in the viewer; the sheet behind "?" is made from this. */
export const shortcuts: readonly Shortcut[] = [
  { keys: ["+", "="], label: "viewer.zoomIn", change: () => ({ do: "zoom", factor: 1.25 }) },
  { keys: ["-"], label: "viewer.zoomOut", change: () => ({ do: "zoom", factor: 0.8 }) },
  { keys: ["ArrowLeft"], label: "viewer.panLeft", change: () => ({ do: "pan", dx: step, dy: 0 }) },
  { keys: ["ArrowRight"], label: "viewer.panRight", change: () => ({ do: "pan", dx: -step, dy: 0 }) },
  { keys: ["ArrowUp"], label: "viewer.panUp", change: () => ({ do: "pan", dx: 0, dy: step }) },
  { keys: ["ArrowDown"], label: "viewer.panDown", change: () => ({ do: "pan", dx: 0, dy: -step }) },
  { keys: ["d"], label: "viewer.wider", change: () => ({ do: "window", dx: 16, dy: 0 }) },
  { keys: ["a"], label: "viewer.narrower", change: () => ({ do: "window", dx: -16, dy: 0 }) },
  { keys: ["w"], label: "viewer.brighter", change: () => ({ do: "window", dx: 0, dy: -8 }) },
  { keys: ["s"], label: "viewer.darker", change: () => ({ do: "window", dx: 0, dy: 8 }) },
  { keys: ["i"], label: "viewer.invert", change: () => ({ do: "invert" }) },
  { keys: ["r"], label: "viewer.turnRight", change: () => ({ do: "turn", quarters: 1 }) },
  { keys: ["Shift+R"], label: "viewer.turnLeft", change: () => ({ do: "turn", quarters: -1 }) },
  { keys: ["h"], label: "viewer.heatmap", change: () => ({ do: "heatmap" }) },
  { keys: ["]"], label: "viewer.moreHeat", change: (view) => ({ do: "opacity", to: view.opacity + 0.1 }) },
  { keys: ["["], label: "viewer.lessHeat", change: (view) => ({ do: "opacity", to: view.opacity - 0.1 }) },
  { keys: ["PageDown"], label: "viewer.nextSlice", change: (view, of) => ({ do: "slice", to: view.slice + 1, of }) },
  { keys: ["PageUp"], label: "viewer.earlierSlice", change: (view, of) => ({ do: "slice", to: view.slice - 1, of }) },
  { keys: ["0"], label: "viewer.reset", change: () => ({ do: "reset" }) },
];

export function shortcutOf(key: { key: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean; altKey: boolean }): Shortcut | undefined {
  if (key.ctrlKey || key.metaKey || key.altKey) return undefined;
  const name = key.shiftKey && key.key.length === 1 && /[A-Z]/.test(key.key) ? `Shift+${key.key}` : key.key;
  return shortcuts.find((shortcut) => shortcut.keys.includes(name));
}
