import { expect, test } from "vitest";
import { shortcutOf, shortcuts } from "./shortcuts";
import { changed, firstView } from "./state";

const key = (name: string, shiftKey = false) => ({ key: name, shiftKey, ctrlKey: false, metaKey: false, altKey: false });

test("resetting gives back the whole picture and keeps the slice and the heatmap", () => {
  const busy = changed(changed(changed(firstView, { do: "zoom", factor: 3 }), { do: "slice", to: 4, of: 9 }), { do: "heatmap" });
  expect(changed(busy, { do: "reset" })).toEqual({ ...firstView, slice: 4, heatmap: true });
});

test("slices end at the first and the last", () => {
  expect(changed(firstView, { do: "slice", to: -3, of: 9 }).slice).toBe(0);
  expect(changed(firstView, { do: "slice", to: 30, of: 9 }).slice).toBe(8);
});

test("choosing a class shows its heatmap", () => {
  expect(changed(firstView, { do: "label", to: "Pneumonia" })).toMatchObject({ heatmap: true, label: "Pneumonia" });
});

test("no two shortcuts share a key", () => {
  const keys = shortcuts.flatMap((shortcut) => shortcut.keys);
  expect(new Set(keys).size).toBe(keys.length);
});

test("Shift+R turns the other way, and keys with Ctrl are the browser's", () => {
  expect(shortcutOf(key("R", true))?.label).toBe("viewer.turnLeft");
  expect(shortcutOf({ ...key("r"), ctrlKey: true })).toBeUndefined();
});
