export const isStudy = (modality: string): boolean => modality === "lung_ct" || modality === "cardiac_mri";

export const limits = { file: 50 * 1024 * 1024, study: 500 * 1024 * 1024, files: 64 } as const;

export type Refusal = "file_too_large" | "study_too_large" | "too_many_files" | "empty_file";

/** Files into uploads: a study is one, every other file is a scan of its own. Slices go in the order of their names, numbers as numbers. */
export function parcelsOf<T extends { name: string }>(files: readonly T[], modality: string): T[][] {
  if (!isStudy(modality)) return files.map((file) => [file]);
  return files.length === 0 ? [] : [[...files].sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }))];
}

/** What the server would refuse, said before anything is sent. */
export function refusalOf(files: readonly { size: number }[]): Refusal | null {
  if (files.length > limits.files) return "too_many_files";
  if (files.some((file) => file.size === 0)) return "empty_file";
  if (files.some((file) => file.size > limits.file)) return "file_too_large";
  return files.reduce((sum, file) => sum + file.size, 0) > limits.study ? "study_too_large" : null;
}
