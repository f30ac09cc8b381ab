import { useSyncExternalStore } from "react";
import { api } from "@/api/api";
import { askWith } from "./ask";
import { nothing, Talk, type TalkState } from "./Talk";

/** The one conversation of this tab. */
export const talk = new Talk(askWith(api), (id) => api.do("DELETE", `/chatbot/conversations/${id}`));

export const useTalk = (): TalkState => useSyncExternalStore(talk.subscribe, talk.current, () => nothing);
