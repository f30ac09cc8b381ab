import "server-only";
import { askGateway, headersForGateway } from "@/server/gateway";
import { refuseForeignOrigin } from "@/server/originCheck";
import { keepSession } from "@/server/sessionCookies";

/** A route whose answer may hold a refresh token. */
export async function openSession(request: Request, path: string): Promise<Response> {
  const refusal = refuseForeignOrigin(request);
  if (refusal) return refusal;
  return keepSession(request, await askGateway(path, { method: "POST", headers: headersForGateway(request), body: await request.text() }));
}
