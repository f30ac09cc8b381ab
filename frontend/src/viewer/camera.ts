/** How a picture lies in the viewport: its centre is moved by (x, y) from the viewport's, in CSS pixels; then it is turned and scaled. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  /** 1: the whole picture fits. */
  readonly zoom: number;
  /** Quarter turns clockwise. */
  readonly turns: 0 | 1 | 2 | 3;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const wholePicture: Camera = { x: 0, y: 0, zoom: 1, turns: 0 };
export const minimumZoom = 0.25;
export const maximumZoom = 32;

/** CSS pixels for one pixel of the picture. */
export function scaleOf(camera: Camera, picture: Size, viewport: Size): number {
  const turned = camera.turns % 2 === 1 ? { width: picture.height, height: picture.width } : picture;
  return camera.zoom * Math.min(viewport.width / turned.width, viewport.height / turned.height);
}

/** Zooms so that what is under the pointer stays there. The point is measured from the viewport's centre. */
export function zoomedAbout(camera: Camera, point: Point, factor: number): Camera {
  const zoom = Math.min(maximumZoom, Math.max(minimumZoom, camera.zoom * factor));
  const actual = zoom / camera.zoom;
  return { ...camera, zoom, x: point.x + (camera.x - point.x) * actual, y: point.y + (camera.y - point.y) * actual };
}

export const panned = (camera: Camera, dx: number, dy: number): Camera => ({ ...camera, x: camera.x + dx, y: camera.y + dy });

/** A quarter turn about the viewport's centre: what was in the middle stays in the middle. */
export function turned(camera: Camera, quarters: 1 | -1): Camera {
  const turns = ((camera.turns + quarters + 4) % 4) as Camera["turns"];
  return { ...camera, turns, x: -quarters * camera.y + 0, y: quarters * camera.x + 0 };
}

/** Wheel movement to a factor: a notch is about a tenth, and as much back. */
export const wheelFactor = (deltaY: number): number => Math.exp(-Math.max(-300, Math.min(300, deltaY)) / 1000);

/** The point of the picture, in its own pixels, that is shown at a point of the viewport (measured from the viewport's centre). */
export function pictureAt(point: Point, camera: Camera, picture: Size, viewport: Size): Point {
  const scale = scaleOf(camera, picture, viewport);
  const dx = (point.x - camera.x) / scale;
  const dy = (point.y - camera.y) / scale;
  const angle = (-camera.turns * Math.PI) / 2;
  return {
    x: dx * Math.cos(angle) - dy * Math.sin(angle) + picture.width / 2,
    y: dx * Math.sin(angle) + dy * Math.cos(angle) + picture.height / 2,
  };
}
