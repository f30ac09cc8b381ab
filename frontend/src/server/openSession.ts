import "server-only";
import { askGateway, headersForGateway, problem } from "@/server/gateway";
import { refuseForeignOrigin } from "@/server/originCheck";
import { smallBody } from "@/server/smallBody";
import { keepSession } from "@/server/sessionCookies";

/** A route whose answer may hold a refresh token. */
export async function openSession(request: Request, path: string): Promise<Response> {
  const refusal = refuseForeignOrigin(request);
  if (refusal) return refusal;
  const body = await smallBody(request);
  if (body === null) return problem(413, "body_too_large", "That is larger than any login.");
  return keepSession(request, await askGateway(path, { method: "POST", headers: headersForGateway(request), body }));
}
