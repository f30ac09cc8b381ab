import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import type { Reading, Scan } from "@/api/schemas";
import { keepReading } from "./keepReading";

const queryKey = ["scan", "s1"];
const scanWith = (readings: Reading[]) => ({ scan_id: "s1", readings }) as unknown as Scan;
const reading = (impression: string, beforeAi = true) => ({ impression, before_ai: beforeAi }) as unknown as Reading;

test("a look begun before the reading was kept does not take it off the page again", async () => {
  const client = new QueryClient();
  client.setQueryData(queryKey, scanWith([]));
  let answer: (stale: Scan) => void = () => undefined;
  const look = client.fetchQuery({ queryKey, queryFn: () => new Promise<Scan>((resolve) => (answer = resolve)) }).catch(() => undefined);

  await keepReading(client, "s1", reading("Nothing unusual."));
  answer(scanWith([]));
  await look;

  expect(client.getQueryData<Scan>(queryKey)?.readings).toEqual([reading("Nothing unusual.")]);
});

test("the reading after the model's view replaces its like and leaves the first impression", async () => {
  const client = new QueryClient();
  client.setQueryData(queryKey, scanWith([reading("first"), reading("old", false)]));

  await keepReading(client, "s1", reading("new", false));

  expect(client.getQueryData<Scan>(queryKey)?.readings).toEqual([reading("first"), reading("new", false)]);
});
