import { NextResponse, type NextRequest } from "next/server";
import { contentSecurityPolicy } from "@/server/contentSecurityPolicy";

/** Every page gets a policy with a nonce of its own; Next.js puts the nonce on its scripts because it finds it in the request's header. */
export function proxy(request: NextRequest) {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))));
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV !== "production");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-path", request.nextUrl.pathname);
  headers.set("content-security-policy", policy);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("cache-control", "no-store");
  return response;
}

// Not /api: what runs through here is buffered, and scans are large. Not what is served from files.
export const config = { matcher: ["/((?!api/|offline|alive|_next/|sw\\.js|icon|apple-icon|manifest|favicon).*)"] };
