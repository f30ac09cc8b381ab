import "server-only";
import { NextResponse } from "next/server";
import { headersForBrowser } from "@/server/gateway";

const refreshCookie = "csss_refresh";
const roleCookie = "csss_role";
const thirtyDays = 30 * 24 * 3600; // the server's absolute limit; it ends sessions earlier on its own

/**
 * The refresh token goes into a cookie that no script can read and no other site can send, and out of the body. The role goes into a second one,
 * for the page guards only: it opens nothing, the API looks at the token.
 */
export async function keepSession(request: Request, answer: Response): Promise<Response> {
  const headers = headersForBrowser(answer);
  if (!answer.headers.get("content-type")?.includes("json")) return new Response(await answer.arrayBuffer(), { status: answer.status, headers });
  const { refresh_token: refreshToken, ...body } = (await answer.json()) as Record<string, unknown>;
  const response = NextResponse.json(body, { status: answer.status, headers });
  if (answer.ok && typeof refreshToken === "string") {
    const secure = isHttps(request);
    response.cookies.set(refreshCookie, refreshToken, { httpOnly: true, sameSite: "strict", secure, path: "/api/auth", maxAge: thirtyDays });
    response.cookies.set(roleCookie, String(body.role), { httpOnly: true, sameSite: "lax", secure, path: "/", maxAge: thirtyDays });
  }
  return response;
}

export function forgetSession(response: Response): Response {
  const forgetting = new NextResponse(response.body, response);
  forgetting.cookies.set(refreshCookie, "", { httpOnly: true, sameSite: "strict", path: "/api/auth", maxAge: 0 });
  forgetting.cookies.set(roleCookie, "", { httpOnly: true, sameSite: "lax", path: "/", maxAge: 0 });
  return forgetting;
}

export function refreshTokenOf(request: Request): string | null {
  return /(?:^|;\s*)csss_refresh=([^;]+)/.exec(request.headers.get("cookie") ?? "")?.[1] ?? null;
}

export function isHttps(request: Request): boolean {
  return (request.headers.get("x-forwarded-proto") ?? new URL(request.url).protocol).startsWith("https");
}
