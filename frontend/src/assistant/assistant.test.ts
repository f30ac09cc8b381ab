import { expect, test } from "vitest";
import { Client } from "@/api/Client";
import { ApiError } from "@/api/problem";
import type { ChatReply } from "@/api/schemas";
import type { Session } from "@/session/Session";
import { askWith, readReply, type Question } from "./ask";
import { Talk } from "./Talk";

const reply: ChatReply = { reply: "Trinken Sie Tee. 🫖", conversation_id: "c1", answered: true, sources: [{ title: "Tea", id: "tea" }], urgent: false };
const event = (name: string, data: unknown) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
const whole = event("delta", { text: "Trinken " }) + ": still there\n\n" + event("delta", { text: "Sie Tee. 🫖" }) + event("done", reply);

/** The bytes in pieces of this size, as a network may cut them: in the middle of a letter, a line, an event. */
function stream(text: string, pieceSize = 7): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return new ReadableStream({
    pull: (to) => {
      if (at >= bytes.length) return to.close();
      to.enqueue(bytes.slice(at, (at += pieceSize)));
    },
  });
}

test.each([1, 2, 3, 5, 7, 1000])("an answer arrives whole, in whatever pieces of %i bytes it comes", async (size) => {
  const seen: string[] = [];
  expect(await readReply(stream(whole, size), (soFar) => seen.push(soFar))).toEqual(reply);
  expect(seen).toEqual(["Trinken ", "Trinken Sie Tee. 🫖"]);
});

test("lines may end as the standard allows", async () => {
  expect(await readReply(stream(whole.replaceAll("\n", "\r\n")), () => undefined)).toEqual(reply);
});

test("an answer that breaks off is none", async () => {
  await expect(readReply(stream(whole.slice(0, whole.indexOf("event: done"))), () => undefined)).rejects.toMatchObject({ code: "answer_cut" });
  const broken = new ReadableStream<Uint8Array>({ start: (to) => to.error(new TypeError("network error")) });
  await expect(readReply(broken, () => undefined)).rejects.toMatchObject({ code: "answer_cut" });
});

test("a whole answer that is not as agreed is refused, not shown", async () => {
  await expect(readReply(stream(event("done", { reply: "x" })), () => undefined)).rejects.toThrow();
});

const loggedIn = { accessToken: () => Promise.resolve("t"), refused: () => undefined } as unknown as Session;
const service = (answer: () => Response) => askWith(new Client(loggedIn, (async () => answer()) as typeof fetch));

test("a service that does not stream is understood as well", async () => {
  const ask = service(() => Response.json(reply));
  expect(await ask({ message: "?" }, () => expect.unreachable(), new AbortController().signal)).toEqual(reply);
});

test("a service that streams is read as it comes", async () => {
  const ask = service(() => new Response(stream(whole), { headers: { "content-type": "text/event-stream; charset=utf-8" } }));
  expect(await ask({ message: "?" }, () => undefined, new AbortController().signal)).toEqual(reply);
});

test("a talk goes on where it was, and is deleted there before it is deleted here", async () => {
  const asked: Question[] = [];
  const removed: string[] = [];
  const talk = new Talk(async (question) => (asked.push(question), reply), async (id) => void removed.push(id));
  await talk.send("one");
  await talk.send("two");
  expect(asked.map((question) => question.conversation_id)).toEqual([undefined, "c1"]);
  expect(talk.current().turns).toHaveLength(4);
  await talk.delete();
  expect(removed).toEqual(["c1"]);
  expect(talk.current().turns).toEqual([]);
});

test("a conversation that could not be deleted stays in sight", async () => {
  const talk = new Talk(async () => reply, () => Promise.reject(new ApiError(503, "service_unavailable", "")));
  await talk.send("one");
  await expect(talk.delete()).rejects.toMatchObject({ code: "service_unavailable" });
  expect(talk.current().turns).toHaveLength(2);
});

test("a question is shown at once and taken back when no answer comes", async () => {
  let fail = (_: unknown) => undefined as void;
  const talk = new Talk(() => new Promise((_, reject) => (fail = reject)), async () => undefined);
  const sent = talk.send("one");
  expect(talk.current().asked).toBe("one");
  fail(new ApiError(503, "service_unavailable", ""));
  expect(await sent).toBe(false);
  expect(talk.current()).toMatchObject({ asked: null, turns: [], problem: { code: "service_unavailable" } });
});

test("whoever stops an answer sees no error, and nothing of the half", async () => {
  const talk = new Talk((_, onText, signal) => new Promise((_, reject) => {
    onText("Half");
    signal.addEventListener("abort", () => reject(signal.reason as Error));
  }), async () => undefined);
  const sent = talk.send("one");
  expect(talk.current().writing).toBe("Half");
  talk.stop();
  expect(await sent).toBe(false);
  expect(talk.current()).toMatchObject({ writing: "", problem: null, turns: [] });
});

test("a conversation that the server forgot is not continued as if it remembered", async () => {
  let times = 0;
  const talk = new Talk(async () => (++times === 1 ? reply : Promise.reject(new ApiError(404, "not_found", ""))), async () => undefined);
  await talk.send("one");
  await talk.send("two");
  expect(talk.current()).toMatchObject({ gone: true, turns: [], problem: null });
});
