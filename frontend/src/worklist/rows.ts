/** Which rows of equal height to draw, of a list that is too long to draw whole; a few more on both sides, so that scrolling shows no gap. */
export function visibleRows(count: number, rowHeight: number, scrollTop: number, viewportHeight: number, spare = 8): { from: number; to: number } {
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight);
  const shown = Math.ceil(viewportHeight / rowHeight) + 1;
  const from = Math.max(0, Math.min(first, count - shown) - spare);
  return { from, to: Math.min(count, Math.max(first, 0) + shown + spare) };
}
