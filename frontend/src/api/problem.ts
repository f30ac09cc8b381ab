/** An error as the API tells it (RFC 9457), or that there was no answer at all (status 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly fields: Readonly<Record<string, readonly string[]>> = {},
    readonly retryAfter: number | null = null,
    readonly traceId: string | null = null,
  ) {
    super(`${status} ${code}`);
    this.name = "ApiError";
  }
}

export const noAnswer = () => new ApiError(0, "no_connection", "");

export const isApiError = (error: unknown, ...codes: string[]): error is ApiError =>
  error instanceof ApiError && (codes.length === 0 || codes.includes(error.code));

export async function readProblem(answer: Response): Promise<ApiError> {
  const retryAfter = Number.parseInt(answer.headers.get("retry-after") ?? "", 10);
  const body: unknown = answer.headers.get("content-type")?.includes("json") ? await answer.json().catch(() => null) : null;
  return problemOf(answer.status, body, Number.isNaN(retryAfter) ? null : retryAfter);
}

export function problemOf(status: number, body: unknown, retryAfter: number | null = null): ApiError {
  const said = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  const code = text(said.code) || defaultCodes[status] || "unexpected";
  return new ApiError(status, code, text(said.detail), fieldsOf(said.errors), retryAfter, text(said.trace_id) || null);
}

const defaultCodes: Record<number, string> = { 401: "unauthenticated", 403: "forbidden", 404: "not_found", 413: "request_too_large", 429: "too_many_requests" };

function fieldsOf(errors: unknown): Record<string, string[]> {
  if (typeof errors !== "object" || errors === null) return {};
  return Object.fromEntries(
    Object.entries(errors).map(([field, texts]) => [field, Array.isArray(texts) ? texts.filter((text) => typeof text === "string") : []]),
  );
}
