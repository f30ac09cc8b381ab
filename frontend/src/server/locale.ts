import "server-only";
import { cookies, headers } from "next/headers";
import { chooseLocale, localeCookie, type Locale } from "@/i18n/locales";
import { translator, type Messages, type Translate } from "@/i18n/translate";

const load: Record<Locale, () => Promise<{ default: Messages }>> = {
  en: () => import("@/i18n/messages/en.json"),
  es: () => import("@/i18n/messages/es.json"),
  fr: () => import("@/i18n/messages/fr.json"),
  de: () => import("@/i18n/messages/de.json"),
  hi: () => import("@/i18n/messages/hi.json"),
  ar: () => import("@/i18n/messages/ar.json"),
};

export async function requestLocale(): Promise<Locale> {
  return chooseLocale((await cookies()).get(localeCookie)?.value, (await headers()).get("accept-language"));
}

export async function requestMessages(): Promise<{ locale: Locale; messages: Messages; t: Translate }> {
  const locale = await requestLocale();
  const messages = (await load[locale]()).default;
  return { locale, messages, t: translator(locale, messages) };
}
