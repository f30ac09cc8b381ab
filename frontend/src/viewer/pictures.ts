import { api } from "@/api/api";
import { query } from "@/api/Client";
import { greysOf } from "./blend";

/** A scan as grey values, ready for any window. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly greys: Uint8Array;
}

/** Premultiplication off: grey values are measured data here. */
const options: ImageBitmapOptions = { premultiplyAlpha: "none", colorSpaceConversion: "none" };

export async function loadScan(scanId: string, index: number, signal?: AbortSignal): Promise<GreyPicture> {
  const blob = await api.blob(`/doctor/scans/${scanId}/image${query({ index: index || null })}`, signal ? { signal } : {});
  const bitmap = await createImageBitmap(blob, options);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("This browser gives no canvas.");
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
  return { width, height, greys: greysOf(data) };
}

export async function loadHeatmap(scanId: string, label: string | null, index: number, signal?: AbortSignal): Promise<ImageBitmap> {
  return createImageBitmap(await api.blob(`/doctor/scans/${scanId}/heatmap${query({ label, index: index || null })}`, signal ? { signal } : {}));
}
