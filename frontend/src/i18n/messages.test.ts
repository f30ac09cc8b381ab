import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import ar from "./messages/ar.json";
import de from "./messages/de.json";
import en from "./messages/en.json";
import es from "./messages/es.json";
import fr from "./messages/fr.json";
import hi from "./messages/hi.json";
import { chooseLocale, directionOf } from "./locales";
import { translator, type Messages } from "./translate";

const holes = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

describe.each(Object.entries({ es, fr, de, hi, ar }))("%s", (locale, messages: Record<string, string>) => {
  test("has every message and no other", () => {
    expect(Object.keys(messages).sort()).toEqual(Object.keys(en).sort());
  });

  test("fills the same holes", () => {
    for (const [key, text] of Object.entries(en)) expect([key, holes(messages[key] ?? "")]).toEqual([key, holes(text)]);
  });

  test("has a form for whatever is counted", () => {
    const t = translator(locale, messages as Messages);
    for (const n of [0, 1, 2, 3, 11, 100]) expect(t("worklist.count", { n })).not.toMatch(/[|{}]/);
  });

  test("is translated", () => {
    const same = Object.entries(en).filter(([key, text]) => messages[key] === text && text.length > 20);
    expect(same).toEqual([]);
  });
});

test("every message that the code names exists", () => {
  const root = path.resolve(import.meta.dirname, "..");
  const named = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".test.ts"))
    .flatMap((file) => [...readFileSync(path.join(root, file), "utf8").matchAll(/\bt\("([^"]+)"/g)].map((match) => match[1] ?? ""));
  expect(named.length).toBeGreaterThan(200);
  expect(named.filter((key) => !(key in en))).toEqual([]);
});

test("counted messages follow the language's own rules", () => {
  expect(translator("en", en)("worklist.count", { n: 1 })).toBe("1 scan");
  expect(translator("en", en)("worklist.count", { n: 10_000 })).toBe("10,000 scans");
});

test("a reader's choice comes before the browser's languages, and English is for everybody else", () => {
  expect(chooseLocale("ar", "de")).toBe("ar");
  expect(chooseLocale(undefined, "pt-BR, fr-CA;q=0.9, en;q=0.1")).toBe("fr");
  expect(chooseLocale("xx", null)).toBe("en");
  expect(directionOf("ar")).toBe("rtl");
});
