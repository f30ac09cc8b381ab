/** One channel of the heatmap over the scan: the map's own alpha times the reader's opacity (source-over, as the canvas draws it). */
export function over(scan: number, heat: number, alpha: number, opacity: number): number {
  const share = (alpha / 255) * Math.min(1, Math.max(0, opacity));
  return Math.round(scan + (heat - scan) * share);
}

/** A grey picture through a look-up table, as RGBA for a canvas. */
export function toRgba(greys: Uint8Array, table: Uint8ClampedArray, rgba: Uint8ClampedArray): void {
  for (let i = 0, o = 0; i < greys.length; i++, o += 4) {
    const shown = table[greys[i] ?? 0] ?? 0;
    rgba[o] = shown;
    rgba[o + 1] = shown;
    rgba[o + 2] = shown;
    rgba[o + 3] = 255;
  }
}

/** The red channel of an RGBA picture: our scans are grey. */
export function greysOf(rgba: Uint8ClampedArray): Uint8Array {
  const greys = new Uint8Array(rgba.length / 4);
  for (let i = 0; i < greys.length; i++) greys[i] = rgba[i * 4] ?? 0;
  return greys;
}
