import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api } from "@/api/api";
import { isApiError } from "@/api/problem";
import { draft as draftSchema } from "@/api/schemas";

export interface Words {
  readonly findings: string;
  readonly impression: string;
  readonly recommendation: string;
  readonly confirmed_label: string;
}

export type Saving = "saved" | "saving" | "unsaved" | "failed";

const none: Words = { findings: "", impression: "", recommendation: "", confirmed_label: "" };
const pauseMs = 800;

/** What the API takes: an empty label is none. */
export const asRequest = (words: Words) => ({ ...words, confirmed_label: words.confirmed_label || null, language: "en" });

/** A report's words, saved as they are typed: after a pause, one save at a time, and again when the last one failed. */
export function useDraft(scanId: string) {
  const path = `/reports/draft/${scanId}`;
  const stored = useQuery({
    queryKey: ["draft", scanId],
    queryFn: async ({ signal }) => {
      const found = await api.get(path, draftSchema, { signal }).catch((error: unknown) => {
        if (isApiError(error, "not_found")) return {} as Partial<Words>;
        throw error;
      });
      return { findings: found.findings ?? "", impression: found.impression ?? "", recommendation: found.recommendation ?? "", confirmed_label: found.confirmed_label ?? "" };
    },
    staleTime: Infinity,
    gcTime: 0,
  });
  const [words, setWords] = useState<Words | null>(null);
  const [saving, setSaving] = useState<Saving>("saved");
  const queue = useRef(Promise.resolve());
  const wanted = useRef<Words | null>(null);

  useEffect(() => {
    if (words === null) return;
    wanted.current = words;
    setSaving("unsaved");
    const timer = setTimeout(() => {
      queue.current = queue.current.then(async () => {
        if (wanted.current !== words) return;
        setSaving("saving");
        await api.do("PUT", path, asRequest(words)).then(() => setSaving("saved"), () => setSaving("failed"));
      });
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [words, path]);

  // Leaving the page with words that are only here asks first.
  useEffect(() => {
    if (saving === "saved") return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [saving]);

  /** No save is on its way any more and none will start: a signature ends the draft, and a late save would bring it back. */
  const settled = () => {
    wanted.current = null;
    return queue.current;
  };

  const discard = () => {
    wanted.current = null;
    setWords(null);
    setSaving("saved");
    void stored.refetch();
  };
  return { words: words ?? stored.data ?? none, change: setWords, saving, ready: stored.isSuccess, error: stored.error, retry: () => void stored.refetch(), discard, settled };
}
