import { expect, test } from "vitest";
import { maximumZoom, minimumZoom, panned, pictureAt, scaleOf, turned, wheelFactor, wholePicture, zoomedAbout, type Camera } from "./camera";

const picture = { width: 1000, height: 500 };
const viewport = { width: 500, height: 500 };

test("the whole picture fits, upright and turned", () => {
  expect(scaleOf(wholePicture, picture, viewport)).toBe(0.5);
  expect(scaleOf({ ...wholePicture, turns: 1 }, { width: 1000, height: 250 }, { width: 500, height: 500 })).toBe(0.5);
});

test.each([0, 1, 2, 3] as const)("zooming about a point keeps what is under it, after %i quarter turns", (turns) => {
  const before: Camera = { x: 37, y: -12, zoom: 1.7, turns };
  const point = { x: 80, y: -130 };
  const after = zoomedAbout(before, point, 2.3);
  const [was, is] = [pictureAt(point, before, picture, viewport), pictureAt(point, after, picture, viewport)];
  expect(is.x).toBeCloseTo(was.x, 6);
  expect(is.y).toBeCloseTo(was.y, 6);
});

test("zoom has an end on both sides, and the picture does not creep there", () => {
  const near = zoomedAbout({ ...wholePicture, x: 5, zoom: maximumZoom }, { x: 100, y: 100 }, 4);
  expect(near).toEqual({ ...wholePicture, x: 5, zoom: maximumZoom });
  expect(zoomedAbout(wholePicture, { x: 0, y: 0 }, 0.0001).zoom).toBe(minimumZoom);
});

test.each([1, -1] as const)("turning (%i) leaves what is in the middle in the middle", (quarters) => {
  const before: Camera = { x: 60, y: 25, zoom: 3, turns: 0 };
  const square = { width: 800, height: 800 };
  const [was, is] = [pictureAt({ x: 0, y: 0 }, before, square, viewport), pictureAt({ x: 0, y: 0 }, turned(before, quarters), square, viewport)];
  expect(is.x).toBeCloseTo(was.x, 6);
  expect(is.y).toBeCloseTo(was.y, 6);
});

test("four turns are none", () => {
  const camera = { x: 3, y: 4, zoom: 2, turns: 0 } as const;
  expect([1, 1, 1, 1].reduce<Camera>((one) => turned(one, 1), camera)).toEqual(camera);
});

test("a wheel notch forth and back is where it began", () => {
  expect(wheelFactor(100) * wheelFactor(-100)).toBeCloseTo(1, 12);
});

test("panning moves by what it is told", () => {
  expect(panned(wholePicture, 3, -4)).toEqual({ ...wholePicture, x: 3, y: -4 });
});
