import { expect, test } from "vitest";
import { limits, parcelsOf, refusalOf } from "./parcels";

const files = (...names: string[]) => names.map((name) => ({ name }));

test("radiographs go one by one, slices as one study in the order of their numbers", () => {
  expect(parcelsOf(files("b", "a"), "chest_xray").map((parcel) => parcel.map((file) => file.name))).toEqual([["b"], ["a"]]);
  expect(parcelsOf(files("s10", "s2", "s1"), "cardiac_mri").map((parcel) => parcel.map((file) => file.name))).toEqual([["s1", "s2", "s10"]]);
  expect(parcelsOf([], "lung_ct")).toEqual([]);
});

test("what is too much is said before it is sent", () => {
  expect(refusalOf([{ size: limits.file }])).toBeNull();
  expect(refusalOf([{ size: limits.file + 1 }])).toBe("file_too_large");
  expect(refusalOf([{ size: 0 }])).toBe("empty_file");
  expect(refusalOf(Array.from({ length: 65 }, () => ({ size: 1 })))).toBe("too_many_files");
  expect(refusalOf(Array.from({ length: 11 }, () => ({ size: limits.file })))).toBe("study_too_large");
});
