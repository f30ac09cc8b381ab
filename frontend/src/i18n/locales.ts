/** The languages of the accounts (API.md), named in themselves. */
export const locales = { en: "English", es: "Español", fr: "Français", de: "Deutsch", hi: "हिन्दी", ar: "العربية" } as const;

export type Locale = keyof typeof locales;

export const localeCookie = "csss_lang";

export function isLocale(value: string | undefined): value is Locale {
  return value !== undefined && value in locales;
}

export const directionOf = (locale: Locale): "ltr" | "rtl" => (locale === "ar" ? "rtl" : "ltr");

/** The reader's cookie, else the first language of Accept-Language that we have, else English. */
export function chooseLocale(cookie: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(cookie)) return cookie;
  for (const part of (acceptLanguage ?? "").split(",")) {
    const tag = part.split(";")[0]?.trim().slice(0, 2).toLowerCase();
    if (isLocale(tag)) return tag;
  }
  return "en";
}
