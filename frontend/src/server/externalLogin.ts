import "server-only";
import { NextResponse } from "next/server";
import { askGateway, headersForBrowser, headersForGateway, problem } from "@/server/gateway";
import { refuseForeignOrigin } from "@/server/originCheck";
import { isHttps, keepSession } from "@/server/sessionCookies";
import { smallBody } from "@/server/smallBody";
import * as z from "zod/mini";

const cookie = "csss_external";
const path = "/api/auth/external";
const tenMinutes = 600;

/** What belongs to this sign-in alone stays with this browser, where no script reads it, until the hospital's provider sends it back. */
export async function startExternalLogin(request: Request): Promise<Response> {
  const refusal = refuseForeignOrigin(request);
  if (refusal) return refusal;
  const answer = await askGateway("/auth/external/start", { method: "POST", headers: headersForGateway(request) });
  if (!answer.ok) return new Response(answer.body, { status: answer.status, headers: headersForBrowser(answer) });
  const { login_token: token, ...body } = (await answer.json()) as Record<string, unknown>;
  const response = NextResponse.json(body, { headers: headersForBrowser(answer) });
  response.cookies.set(cookie, String(token), { httpOnly: true, sameSite: "lax", secure: isHttps(request), path, maxAge: tenMinutes });
  return response;
}

export async function finishExternalLogin(request: Request): Promise<Response> {
  const refusal = refuseForeignOrigin(request);
  if (refusal) return refusal;
  const token = new RegExp(`(?:^|;\\s*)${cookie}=([^;]+)`).exec(request.headers.get("cookie") ?? "")?.[1];
  const brought = returned(await smallBody(request));
  if (brought === null) return problem(400, "malformed_json", "What the provider sent back is needed.");
  const body = JSON.stringify({ ...brought, login_token: token === undefined ? null : unescaped(token) });
  const kept = await keepSession(request, await askGateway("/auth/external/finish", { method: "POST", headers: headersForGateway(request), body }));
  const response = new NextResponse(kept.body, kept);
  response.cookies.set(cookie, "", { httpOnly: true, sameSite: "lax", path, maxAge: 0 }); // it serves once, whatever came of it
  return response;
}

const bringing = z.object({ state: z.string(), code: z.string() });

function returned(text: string | null): z.infer<typeof bringing> | null {
  try {
    return z.parse(bringing, JSON.parse(text ?? ""));
  } catch {
    return null;
  }
}

/** A cookie that was tampered with is one that the API does not know. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
