import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const css = readFileSync(path.resolve(import.meta.dirname, "../app/globals.css"), "utf8");

/** The colours of one theme, by name. */
function themeOf(selector: string): Record<string, string> {
  const block = css.slice(css.indexOf(selector));
  return Object.fromEntries([...block.slice(0, block.indexOf("}")).matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1] ?? "", match[2] ?? ""]));
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2.2, "contrast ratio". */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

const surfaces = ["page", "surface", "raised"];
const texts: [string, string[]][] = [
  ["ink", [...surfaces, "tint", "danger-tint", "warning-tint", "info-tint"]],
  ["muted", surfaces],
  ["accent", ["page", "surface", "tint"]],
  ["danger", ["surface", "danger-tint"]],
  ["warning", ["surface", "warning-tint"]],
  ["info", ["info-tint"]],
  ["on-accent", ["accent", "accent-strong"]],
];

describe.each([["dark", '[data-theme="dark"] {'], ["light", '[data-theme="light"] {'], ["the machine's light", '[data-theme="system"] {']])("%s", (_, selector) => {
  const theme = themeOf(selector);
  test.each(texts.flatMap(([text, on]) => on.map((surface) => [text, surface] as const)))("%s on %s is readable (4.5:1)", (text, surface) => {
    expect(contrast(theme[text] ?? "", theme[surface] ?? "")).toBeGreaterThanOrEqual(4.5);
  });
  test.each(surfaces)("controls stand out from %s (3:1)", (surface) => {
    expect(contrast(theme.edge ?? "", theme[surface] ?? "")).toBeGreaterThanOrEqual(3);
  });
});
