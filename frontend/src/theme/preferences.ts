const year = 365 * 24 * 3600;

/** A choice that the server reads with the next page: language, theme. Nothing personal. */
export function rememberPreference(name: string, value: string): void {
  document.cookie = `${name}=${value}; Path=/; Max-Age=${year}; SameSite=Lax`;
}
