import type { Role } from "@/api/schemas";

export const homeOf = (role: Role): string => `/${role}`;

// Browsers drop tabs and line ends from an address before they read it, and take a backslash for a slash.
const ownPath = /^\/(?![/\\])[^\\\u0000-\u001f]*$/;

/** Where to go after a login: the page that was asked for, if it is one of ours. */
export function safeNext(next: string | null | undefined, role: Role): string {
  return next && ownPath.test(next) ? next : homeOf(role);
}
