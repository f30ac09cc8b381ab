import { EventSourceParserStream } from "eventsource-parser/stream";
import * as z from "zod/mini";
import type { Client } from "@/api/Client";
import { ApiError } from "@/api/problem";
import { chatReply, type ChatReply } from "@/api/schemas";

const delta = z.object({ text: z.string() });

export interface Question {
  readonly message: string;
  readonly conversation_id?: string | undefined;
}

export type Ask = (question: Question, onText: (soFar: string) => void, signal: AbortSignal) => Promise<ChatReply>;

/** Asks the assistant. The answer comes in pieces where the service streams, else at once. */
export const askWith = (api: Client): Ask => async (body, onText, signal) => {
  const answer = await api.request("POST", "/chatbot/message", { body, signal, headers: { accept: "text/event-stream" } });
  if (answer.body !== null && answer.headers.get("content-type")?.startsWith("text/event-stream")) return readReply(answer.body, onText);
  return z.parse(chatReply, await answer.json());
};

/** Events `delta` {text}, then `done` with the whole answer. Without `done` there is none: half an answer may say the contrary of the whole. */
export async function readReply(body: ReadableStream<Uint8Array>, onText: (soFar: string) => void): Promise<ChatReply> {
  const events = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).pipeThrough(new EventSourceParserStream()).getReader();
  let soFar = "";
  try {
    for (;;) {
      const { value: event, done } = await events.read();
      if (done) throw cutOff();
      if (event.event === "delta") onText((soFar += z.parse(delta, JSON.parse(event.data)).text));
      if (event.event === "done") return z.parse(chatReply, JSON.parse(event.data));
    }
  } catch (error) {
    throw error instanceof TypeError ? cutOff() : error; // a TypeError is the browser's word for a connection that broke
  } finally {
    await events.cancel().catch(() => undefined);
  }
}

const cutOff = () => new ApiError(0, "answer_cut", "");
