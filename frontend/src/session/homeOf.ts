import type { Role } from "@/api/schemas";

export const homeOf = (role: Role): string => `/${role}`;

/** Where to go after a login: the page that was asked for, if it is one of ours. */
export function safeNext(next: string | null | undefined, role: Role): string {
  return next?.startsWith("/") && !next.startsWith("//") && !next.includes("\\") ? next : homeOf(role);
}
