import "server-only";

/** The gateway's address, as AppHost's service discovery gives it. */
export function gatewayUrl(path: string, search = ""): string {
  const base = process.env.services__gateway__https__0 ?? process.env.services__gateway__http__0 ?? process.env.GATEWAY_HTTP ?? "http://localhost:8000";
  return base.replace(/\/$/, "") + path + search;
}

const passedOn = ["accept", "authorization", "content-type", "if-none-match", "prefer", "traceparent", "last-event-id"];
const passedBack = ["cache-control", "content-disposition", "content-type", "etag", "location", "preference-applied", "retry-after", "x-report-version"];

/** Headers for the gateway: what the API reads, and who is calling. Cookies stay here. */
export function headersForGateway(request: Request): Headers {
  const headers = new Headers({ "accept-encoding": "identity" });
  for (const name of [...passedOn, "x-forwarded-for", "x-forwarded-proto"]) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}

export function headersForBrowser(answer: Response): Headers {
  const headers = new Headers({ "x-content-type-options": "nosniff" });
  for (const name of passedBack) {
    const value = answer.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
  return headers;
}

/** The gateway's answer, or 503 in the words of the API when it is away. */
export async function askGateway(path: string, init: RequestInit & { duplex?: "half" }, search = ""): Promise<Response> {
  try {
    return await fetch(gatewayUrl(path, search), { ...init, redirect: "manual", cache: "no-store" });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    return problem(503, "service_unavailable", "The system is away for the moment. Try again.");
  }
}

export function problem(status: number, code: string, detail: string): Response {
  return Response.json({ status, title: code, code, detail }, { status, headers: { "content-type": "application/problem+json", "cache-control": "no-store" } });
}
