import { useSyncExternalStore } from "react";
import { api } from "@/api/api";
import { nothing, Talk, type TalkState } from "./Talk";

/** The one conversation of this tab. What reads a stream is loaded with the first question: most pages never ask one. */
export const talk = new Talk(
  async (...question) => (await import("./ask")).askWith(api)(...question),
  (id) => api.do("DELETE", `/chatbot/conversations/${id}`),
);

export const useTalk = (): TalkState => useSyncExternalStore(talk.subscribe, talk.current, () => nothing);
