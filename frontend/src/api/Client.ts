import * as z from "zod/mini";
import type { Session } from "@/session/Session";
import { noAnswer, readProblem } from "./problem";

export interface Asked {
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  readonly headers?: Record<string, string>;
}

/** The API, with this tab's session. A token that was refused is renewed once; a session that ended waits for the next login. */
export class Client {
  constructor(
    private readonly session: Session,
    private readonly fetcher: typeof fetch = (input, init) => fetch(input, init),
  ) {}

  async get<T extends z.ZodMiniType>(path: string, schema: T, asked: Asked = {}): Promise<z.infer<T>> {
    return z.parse(schema, await (await this.request("GET", path, asked)).json());
  }

  async send<T extends z.ZodMiniType>(method: "POST" | "PUT" | "PATCH", path: string, body: unknown, schema: T): Promise<z.infer<T>> {
    return z.parse(schema, await (await this.request(method, path, { body })).json());
  }

  /** For answers that say nothing, or nothing of use. */
  async do(method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<void> {
    await this.request(method, path, body === undefined ? {} : { body });
  }

  async blob(path: string, asked: Asked & { method?: "GET" | "POST" } = {}): Promise<Blob> {
    return (await this.request(asked.method ?? "GET", path, asked)).blob();
  }

  /** Without a session: registration, forgotten passwords. */
  async publicly(path: string, body: unknown): Promise<unknown> {
    const answer = await this.fetch("POST", path, { body }, null);
    if (!answer.ok) throw await readProblem(answer);
    return answer.headers.get("content-type")?.includes("json") ? answer.json() : null;
  }

  /** Also without a session. */
  async ask<T extends z.ZodMiniType>(path: string, schema: T, signal?: AbortSignal): Promise<z.infer<T>> {
    const answer = await this.fetch("GET", path, signal ? { signal } : {}, null);
    if (!answer.ok) throw await readProblem(answer);
    return z.parse(schema, await answer.json());
  }

  async request(method: string, path: string, asked: Asked = {}): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      const token = await this.session.accessToken();
      const answer = await this.fetch(method, path, asked, token);
      if (answer.ok) return answer;
      if (answer.status !== 401 || attempt === 3) throw await readProblem(answer);
      this.session.refused(token);
    }
  }

  private async fetch(method: string, path: string, asked: Asked, token: string | null): Promise<Response> {
    const headers: Record<string, string> = { ...asked.headers };
    if (token !== null) headers.authorization = `Bearer ${token}`;
    if (asked.body !== undefined) headers["content-type"] = "application/json";
    try {
      return await this.fetcher(`/api${path}`, { method, headers, body: asked.body === undefined ? null : JSON.stringify(asked.body), signal: asked.signal ?? null });
    } catch (error) {
      if (asked.signal?.aborted) throw error;
      throw noAnswer();
    }
  }
}

/** Query string from what is given; nothing for what is not. */
export function query(parameters: Record<string, string | number | null | undefined>): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return given.length === 0 ? "" : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)] as [string, string]))}`;
}

