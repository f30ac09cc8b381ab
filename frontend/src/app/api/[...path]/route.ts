import { askGateway, headersForBrowser, headersForGateway, problem } from "@/server/gateway";
import { refuseForeignOrigin } from "@/server/originCheck";

/** Everything under /api that has no handler of its own goes to the gateway as it is, body and answer streamed. */
async function forward(request: Request): Promise<Response> {
  const refusal = refuseForeignOrigin(request);
  if (refusal) return refusal;

  const url = new URL(request.url);
  const path = url.pathname.slice("/api".length);
  if (path.startsWith("/internal") || path.startsWith("/connect")) return problem(404, "not_found", "There is nothing here, or it is not yours.");

  const answer = await askGateway(path, { method: request.method, headers: headersForGateway(request), body: request.body, duplex: "half", signal: request.signal }, url.search);
  return new Response(answer.body, { status: answer.status, headers: headersForBrowser(answer) });
}

export { forward as DELETE, forward as GET, forward as PATCH, forward as POST, forward as PUT };
