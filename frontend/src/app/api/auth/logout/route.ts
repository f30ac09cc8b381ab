import { askGateway, headersForGateway } from "@/server/gateway";
import { refuseForeignOrigin } from "@/server/originCheck";
import { refreshSession } from "@/server/refreshSession";
import { forgetSession, refreshTokenOf } from "@/server/sessionCookies";

/** Ends the session at the server and forgets the cookies. With an access token that ran out, the refresh token gets one more. The browser forgets in
 * any case, which is what somebody at a shared machine wants; what could not be ended at the server is said by the status, and ends by itself. */
export async function POST(request: Request): Promise<Response> {
  const refusal = refuseForeignOrigin(request);
  if (refusal) return refusal;

  const headers = headersForGateway(request);
  let answer = await askGateway("/auth/logout", { method: "POST", headers });
  const token = refreshTokenOf(request);
  if (answer.status === 401 && token !== null) {
    const renewed = await refreshSession(request, token);
    if (renewed.ok) {
      headers.set("authorization", `Bearer ${((await renewed.json()) as { access_token: string }).access_token}`);
      answer = await askGateway("/auth/logout", { method: "POST", headers });
    }
  }
  return forgetSession(new Response(null, { status: answer.ok || answer.status === 401 ? 204 : answer.status }));
}
