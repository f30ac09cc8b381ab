import { api } from "@/api/api";
import { me } from "@/api/schemas";
import { isLocale, localeCookie } from "@/i18n/locales";
import { rememberPreference } from "@/theme/preferences";

/** The account's language, on a device where nobody has chosen one. A login does not fail because of it. */
export async function adoptLanguage(): Promise<void> {
  if (document.cookie.includes(`${localeCookie}=`)) return;
  const account = await api.get("/auth/me", me).catch(() => null);
  if (account !== null && isLocale(account.language)) rememberPreference(localeCookie, account.language);
}
