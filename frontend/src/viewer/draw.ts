import type { Camera, Size } from "./camera";
import { scaleOf } from "./camera";
import type { GreyPicture } from "./pictures";
import { toRgba } from "./blend";

/** The scan through a window, as a canvas of its own size; made anew only when the window changes. */
export function windowed(picture: GreyPicture, table: Uint8ClampedArray): OffscreenCanvas {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const image = new ImageData(picture.width, picture.height);
  toRgba(picture.greys, table, image.data);
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  return canvas;
}

/** Scan and heatmap into the viewport: always on black. */
export function draw(canvas: HTMLCanvasElement, scan: OffscreenCanvas, heatmap: ImageBitmap | null, opacity: number, camera: Camera, viewport: Size): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const density = window.devicePixelRatio;
  const [width, height] = [Math.round(viewport.width * density), Math.round(viewport.height * density)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;

  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = "#000";
  context.fillRect(0, 0, width, height);
  const scale = scaleOf(camera, scan, viewport) * density;
  context.translate(width / 2 + camera.x * density, height / 2 + camera.y * density);
  context.rotate((camera.turns * Math.PI) / 2);
  context.scale(scale, scale);
  context.imageSmoothingEnabled = scale < 4; // close up, pixels are seen as what they are
  context.drawImage(scan, -scan.width / 2, -scan.height / 2);
  if (heatmap !== null) {
    context.globalAlpha = opacity;
    context.imageSmoothingEnabled = true;
    context.drawImage(heatmap, -scan.width / 2, -scan.height / 2, scan.width, scan.height);
    context.globalAlpha = 1;
  }
}
