import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

const repository = path.resolve(import.meta.dirname, "../../..");
const real = path.resolve(repository, "../shared/data");

/** A synthetic radiograph of this repository. Models rightly refuse it or abstain. */
export const synthetic = path.join(repository, "samples/scans/synthetic-1.png");

/** A real radiograph where there are any (they are never in the repository). */
export const realRadiograph = first("cxr/val/pneumonia") ?? null;

export const notAnImage = path.join(repository, "README.md");

/** The slices of one heart. */
export function heart(): string[] {
  const folder = path.join(real, "cmr/val/NOR");
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).sort();
  const patient = files[0]?.slice(0, 10) ?? "";
  return files.filter((file) => file.startsWith(patient)).map((file) => path.join(folder, file));
}

function first(folder: string): string | undefined {
  const full = path.join(real, folder);
  return existsSync(full) ? readdirSync(full).sort().map((file) => path.join(full, file))[0] : undefined;
}
