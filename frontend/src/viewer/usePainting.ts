import { useEffect, useMemo, useState, type RefObject } from "react";
import { draw, windowed } from "./draw";
import type { GreyPicture } from "./pictures";
import type { View } from "./state";
import { lookUpTable } from "./windowLevel";

/** Draws when something changed, once a frame at most. True when what is on the screen is what was asked for. */
export function usePainting(frame: RefObject<HTMLDivElement | null>, canvas: RefObject<HTMLCanvasElement | null>, picture: GreyPicture | null, heatmap: ImageBitmap | null, view: View): boolean {
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);

  const { window: level, inverted, camera, opacity } = view;
  const scan = useMemo(() => picture && windowed(picture, lookUpTable(level, inverted)), [picture, level, inverted]);
  useEffect(() => {
    if (scan === null || canvas.current === null || size.width === 0) return;
    const target = canvas.current;
    const request = requestAnimationFrame(() => {
      draw(target, scan, heatmap, opacity, camera, size);
      setPainted(true);
    });
    return () => cancelAnimationFrame(request);
  }, [canvas, scan, heatmap, opacity, camera, size]);
  return painted;
}
