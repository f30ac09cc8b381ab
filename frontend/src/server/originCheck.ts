import "server-only";
import { problem } from "./gateway";
import { isOwnOrigin } from "./origin";

export function refuseForeignOrigin(request: Request): Response | null {
  if (request.method === "GET" || request.method === "HEAD") return null;
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  return isOwnOrigin(request.headers.get("origin"), host) ? null : problem(403, "foreign_origin", "Only this application's own pages may do this.");
}
