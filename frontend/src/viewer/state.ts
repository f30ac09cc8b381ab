import { panned, turned, wholePicture, zoomedAbout, type Camera, type Point } from "./camera";
import { dragged, wholeRange, type WindowLevel } from "./windowLevel";

export interface View {
  readonly camera: Camera;
  readonly window: WindowLevel;
  readonly inverted: boolean;
  readonly heatmap: boolean;
  readonly opacity: number;
  /** Null: the one the model found likeliest. */
  readonly label: string | null;
  readonly slice: number;
}

export type Change =
  | { readonly do: "zoom"; readonly factor: number; readonly about?: Point }
  | { readonly do: "pan" | "window"; readonly dx: number; readonly dy: number }
  | { readonly do: "turn"; readonly quarters: 1 | -1 }
  | { readonly do: "invert" | "reset" | "heatmap" }
  | { readonly do: "fitWindow"; readonly window: WindowLevel }
  | { readonly do: "opacity"; readonly to: number }
  | { readonly do: "label"; readonly to: string | null }
  | { readonly do: "slice"; readonly to: number; readonly of: number };

export const firstView: View = { camera: wholePicture, window: wholeRange, inverted: false, heatmap: false, opacity: 0.5, label: null, slice: 0 };

/** All that a reader can do to a picture. */
export function changed(view: View, change: Change): View {
  switch (change.do) {
    case "zoom":
      return { ...view, camera: zoomedAbout(view.camera, change.about ?? { x: 0, y: 0 }, change.factor) };
    case "pan":
      return { ...view, camera: panned(view.camera, change.dx, change.dy) };
    case "window":
      return { ...view, window: dragged(view.window, change.dx, change.dy) };
    case "fitWindow":
      return { ...view, window: change.window };
    case "turn":
      return { ...view, camera: turned(view.camera, change.quarters) };
    case "invert":
      return { ...view, inverted: !view.inverted };
    case "heatmap":
      return { ...view, heatmap: !view.heatmap };
    case "opacity":
      return { ...view, opacity: Math.min(1, Math.max(0, change.to)) };
    case "label":
      return { ...view, label: change.to, heatmap: true };
    case "slice":
      return { ...view, slice: Math.min(change.of - 1, Math.max(0, change.to)) };
    case "reset":
      return { ...view, camera: wholePicture, window: wholeRange, inverted: false };
  }
}
