import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import en from "@/i18n/messages/en.json";
import { actions } from "./actions";

const services = path.resolve(import.meta.dirname, "../../../services");

const sources = readdirSync(services, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".cs") && !/(^|\/)(Migrations|bin|obj)\//.test(file))
  .map((file) => readFileSync(path.join(services, file), "utf8"));

const all = (pattern: RegExp) => sources.flatMap((source) => [...source.matchAll(pattern)]);

/** What the services write into the trail: a route's .Audited("…"), a named constant for one, and the events of SecurityEvents and of commands. */
function written(): Set<string> {
  const events = all(/(?:\bBy\(user, |\bRefused\(|\bTell\(|RecordEvent\(\w+, )"([a-z_]+(?:\.[a-z_]+)+)"/g).map((match) => match[1] ?? "");
  const routes = all(/\.Audited\(\s*"([^"]+)"/g).map((match) => match[1] ?? "");
  const named = all(/\.Audited\(\s*(\w+),/g).flatMap((match) => all(new RegExp(`const string ${match[1]} = "([^"]+)"`, "g")).map((constant) => constant[1] ?? ""));
  // The last part is said by <param name="how">: `made` or `destroyed`.
  const parted = all(/((?:\s*\/\/\/.*\n)+)\s*public void \w+\([^)]*string how[^)]*\)[^$]*\$"(\w+)\.\{how\}"/g).flatMap((match) => {
    const how = /<param name="how">(.*)/.exec(match[1] ?? "")?.[1] ?? "";
    return [...how.matchAll(/<c>(\w+)<\/c>/g)].map((word) => `${match[2]}.${word[1]}`);
  });
  expect(named.length).toBeGreaterThan(0);
  expect(parted.length).toBeGreaterThanOrEqual(7);
  return new Set([...events, ...routes, ...named, ...parted]);
}

test("whatever the services write into the audit trail has its words, and can be filtered by", () => {
  const codes = written();
  expect(codes.size).toBeGreaterThan(50);
  expect([...codes].filter((code) => !(actions as readonly string[]).includes(code))).toEqual([]);
});

test("every action of the list has its words, and all words are in the list", () => {
  const worded = Object.keys(en).filter((key) => key.startsWith("action.")).map((key) => key.slice("action.".length));
  expect([...actions].sort()).toEqual(worded.sort());
});
