/** Window and level of an 8-bit picture, in its own grey values: what is at the window's foot is black, what is at its top white (DICOM PS3.3 C.11.2.1.2, linear). */
export interface WindowLevel {
  readonly width: number;
  readonly centre: number;
}

export const wholeRange: WindowLevel = { width: 256, centre: 128 };

/** The grey that is shown for each of the 256 that are stored. */
export function lookUpTable({ width, centre }: WindowLevel, inverted: boolean): Uint8ClampedArray {
  const table = new Uint8ClampedArray(256);
  const low = centre - width / 2;
  for (let stored = 0; stored < 256; stored++) {
    const shown = ((stored - low) / Math.max(1, width - 1)) * 255;
    table[stored] = inverted ? 255 - Math.min(255, Math.max(0, shown)) : shown;
  }
  return table;
}

/** A drag: sideways widens the window (less contrast), upwards raises the picture's brightness by lowering the level. */
export function dragged(from: WindowLevel, dx: number, dy: number): WindowLevel {
  return { width: clamp(from.width + dx, 2, 512), centre: clamp(from.centre + dy, -128, 384) };
}

/** Fits the window to what the picture holds, leaving out the darkest and brightest half percent. */
export function autoWindow(greys: Uint8ClampedArray | Uint8Array): WindowLevel {
  const counts = new Uint32Array(256);
  for (const grey of greys) counts[grey] = (counts[grey] ?? 0) + 1;
  const cut = greys.length * 0.005;
  const low = firstOver(counts, cut, 0, 1);
  const high = firstOver(counts, cut, 255, -1);
  return high > low ? { width: high - low + 1, centre: (high + low + 1) / 2 } : wholeRange;
}

function firstOver(counts: Uint32Array, cut: number, start: number, step: number): number {
  let seen = 0;
  for (let grey = start; grey >= 0 && grey < 256; grey += step) {
    seen += counts[grey] ?? 0;
    if (seen > cut) return grey;
  }
  return start;
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
