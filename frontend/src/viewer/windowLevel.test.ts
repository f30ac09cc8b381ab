import { expect, test } from "vitest";
import { autoWindow, dragged, lookUpTable, wholeRange } from "./windowLevel";

test("the whole range shows every grey as it is stored", () => {
  expect([...lookUpTable(wholeRange, false)]).toEqual(Array.from({ length: 256 }, (_, grey) => grey));
});

test("inverting the whole range mirrors it", () => {
  expect([...lookUpTable(wholeRange, true)]).toEqual(Array.from({ length: 256 }, (_, grey) => 255 - grey));
});

test("what lies under a window is black, over it white, and its middle is mid grey", () => {
  const table = lookUpTable({ width: 51, centre: 100 }, false);
  expect(table[70]).toBe(0);
  expect(table[130]).toBe(255);
  expect(Math.abs((table[100] ?? 0) - 128)).toBeLessThanOrEqual(3);
});

test("a window never gets narrower than two greys, however far it is dragged", () => {
  expect(dragged(wholeRange, -10_000, 0).width).toBe(2);
});

test("a window fitted to a faint picture spans what the picture holds", () => {
  const greys = Uint8Array.from({ length: 1000 }, (_, i) => 100 + (i % 20));
  expect(autoWindow(greys)).toEqual({ width: 20, centre: 110 });
});

test("a picture of one grey keeps the whole range", () => {
  expect(autoWindow(new Uint8Array(100).fill(7))).toEqual(wholeRange);
});
