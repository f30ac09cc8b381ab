import { noAnswer, problemOf } from "@/api/problem";
import type { Session } from "@/session/Session";
import * as z from "zod/mini";

export interface Parcel {
  readonly files: readonly File[];
  readonly patientId: string;
  readonly modality: string;
  readonly notes: string;
}

const answer = z.object({ scan_id: z.string() });

/** An upload with its progress (0–1), which fetch does not tell. Resolves with the new scan's id. */
export async function send(session: Session, parcel: Parcel, signal: AbortSignal, onProgress: (part: number) => void): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const token = await session.accessToken();
    const { status, body, retryAfter } = await post(form(parcel), token, signal, onProgress);
    if (status === 202 || status === 200) return z.parse(answer, body).scan_id;
    if (status !== 401 || attempt === 3) throw problemOf(status, body, retryAfter);
    session.refused(token);
  }
}

function form({ files, patientId, modality, notes }: Parcel): FormData {
  const data = new FormData();
  data.set("patient_id", patientId);
  data.set("modality", modality);
  if (notes.trim() !== "") data.set("notes", notes);
  for (const file of files) data.append("file", file, file.name);
  return data;
}

function post(data: FormData, token: string, signal: AbortSignal, onProgress: (part: number) => void): Promise<{ status: number; body: unknown; retryAfter: number | null }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/doctor/upload");
    request.setRequestHeader("authorization", `Bearer ${token}`);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve({ status: request.status, body: request.response as unknown, retryAfter: Number(request.getResponseHeader("retry-after")) || null });
    request.onerror = () => reject(noAnswer());
    request.onabort = () => reject(new DOMException("Cancelled", "AbortError"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(data);
  });
}
