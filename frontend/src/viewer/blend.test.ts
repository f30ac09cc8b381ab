import { expect, test } from "vitest";
import { greysOf, over, toRgba } from "./blend";

test("no opacity shows the scan alone, full opacity of an opaque map the map alone", () => {
  expect(over(80, 200, 255, 0)).toBe(80);
  expect(over(80, 200, 255, 1)).toBe(200);
});

test("where the map is transparent the scan stays as it is", () => {
  expect(over(80, 200, 0, 1)).toBe(80);
});

test("half of both is their middle, and opacity beyond its ends is its ends", () => {
  expect(over(0, 200, 255, 0.5)).toBe(100);
  expect(over(80, 200, 255, 7)).toBe(200);
  expect(over(80, 200, 255, -1)).toBe(80);
});

test("greys go through the table to opaque pixels and come back", () => {
  const rgba = new Uint8ClampedArray(8);
  toRgba(Uint8Array.of(10, 20), Uint8ClampedArray.from({ length: 256 }, (_, grey) => grey * 2), rgba);
  expect([...rgba]).toEqual([20, 20, 20, 255, 40, 40, 40, 255]);
  expect([...greysOf(rgba)]).toEqual([20, 40]);
});
