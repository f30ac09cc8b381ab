import { expect, test } from "vitest";
import { smallBody } from "./smallBody";

const post = (body: BodyInit | null) => new Request("http://web.test/", { method: "POST", body, ...({ duplex: "half" } as object) });

test("a form is read whole, also where a letter is cut in two", async () => {
  expect(await smallBody(post("{}"))).toBe("{}");
  expect(await smallBody(post(null))).toBe("");
  const bytes = new TextEncoder().encode("é");
  const halves = new ReadableStream({ start: (out) => (out.enqueue(bytes.slice(0, 1)), out.enqueue(bytes.slice(1)), out.close()) });
  expect(await smallBody(post(halves))).toBe("é");
});

test("what has no end is not read to its end", async () => {
  let given = 0;
  const endless = new ReadableStream({ pull: (out) => (given++, out.enqueue(new Uint8Array(1024))) });
  expect(await smallBody(post(endless))).toBeNull();
  expect(given).toBeLessThan(100);
});
