import "server-only";
import { askGateway, headersForGateway } from "@/server/gateway";
import { RefreshOnce } from "@/server/refreshOnce";

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

const once = new RefreshOnce<Answered>();

/** New tokens for a refresh token; see RefreshOnce for why the same answer may be given twice. */
export async function refreshSession(request: Request, token: string): Promise<Response> {
  const { status, headers, body } = await once.run(token, () => ask(request, token));
  return new Response(body, { status, headers });
}

async function ask(request: Request, token: string): Promise<Answered> {
  const headers = headersForGateway(request);
  headers.set("content-type", "application/json");
  headers.delete("authorization");
  const answer = await askGateway("/auth/refresh", { method: "POST", headers, body: JSON.stringify({ refresh_token: token }) });
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
}
