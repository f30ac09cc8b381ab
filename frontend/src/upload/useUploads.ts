import { useReducer, useRef } from "react";
import { session } from "@/session/browserSession";
import { refusalOf, type Refusal } from "./parcels";
import { send, type Parcel } from "./send";

export interface Upload {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  readonly files: number;
  readonly progress: number;
  readonly state: "waiting" | "sending" | "sent" | "refused" | "cancelled";
  readonly scanId?: string;
  readonly error?: unknown;
  readonly refusal?: Refusal;
}

type Change = { readonly add: readonly Upload[] } | { readonly id: number; readonly to: Partial<Upload> };

const atOnce = 2;
let nextId = 1;

function reduce(uploads: readonly Upload[], change: Change): readonly Upload[] {
  return "add" in change ? [...uploads, ...change.add] : uploads.map((one) => (one.id === change.id ? { ...one, ...change.to } : one));
}

/** Sends parcels two at a time; each can be cancelled, sent or waiting. */
export function useUploads() {
  const [uploads, change] = useReducer(reduce, []);
  const waiting = useRef<{ id: number; parcel: Parcel; abort: AbortController }[]>([]);
  const sending = useRef(new Map<number, AbortController>());

  const next = () => {
    while (sending.current.size < atOnce) {
      const job = waiting.current.shift();
      if (job === undefined) return;
      sending.current.set(job.id, job.abort);
      change({ id: job.id, to: { state: "sending" } });
      send(session, job.parcel, job.abort.signal, (progress) => change({ id: job.id, to: { progress } }))
        .then((scanId) => change({ id: job.id, to: { state: "sent", progress: 1, scanId } }))
        .catch((error: unknown) => change({ id: job.id, to: job.abort.signal.aborted ? { state: "cancelled" } : { state: "refused", error } }))
        .finally(() => {
          sending.current.delete(job.id);
          next();
        });
    }
  };

  const start = (parcels: readonly Parcel[]) => {
    const jobs = parcels.map((parcel) => ({ id: nextId++, parcel, abort: new AbortController(), refusal: refusalOf(parcel.files) }));
    change({
      add: jobs.map(({ id, parcel: { files }, refusal }) => ({
        id, name: files[0]?.name ?? "", bytes: files.reduce((sum, file) => sum + file.size, 0), files: files.length, progress: 0,
        ...(refusal === null ? { state: "waiting" as const } : { state: "refused" as const, refusal }),
      })),
    });
    waiting.current.push(...jobs.filter((job) => job.refusal === null));
    next();
  };

  const cancel = (id: number) => {
    const queued = waiting.current.findIndex((job) => job.id === id);
    if (queued >= 0) {
      waiting.current.splice(queued, 1);
      change({ id, to: { state: "cancelled" } });
    } else sending.current.get(id)?.abort();
  };

  return { uploads, start, cancel };
}
