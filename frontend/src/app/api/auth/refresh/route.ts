import { problem } from "@/server/gateway";
import { refuseForeignOrigin } from "@/server/originCheck";
import { refreshSession } from "@/server/refreshSession";
import { forgetSession, keepSession, refreshTokenOf } from "@/server/sessionCookies";

export async function POST(request: Request): Promise<Response> {
  const refusal = refuseForeignOrigin(request);
  if (refusal) return refusal;
  const token = refreshTokenOf(request);
  if (token === null) return problem(401, "invalid_refresh_token", "Nobody is logged in here.");

  const response = await keepSession(request, await refreshSession(request, token));
  return response.status === 401 ? forgetSession(response) : response;
}
