"use client";

import { createContext, useContext, useMemo, type ReactNode } from "react";
import { formats, type Formats } from "./formats";
import { directionOf, type Locale } from "./locales";
import { optional, translator, type Messages, type Translate } from "./translate";

interface I18n {
  readonly locale: Locale;
  readonly direction: "ltr" | "rtl";
  readonly t: Translate;
  /** A message whose key comes from the API; null when there is none. */
  readonly maybe: (key: string) => string | null;
  readonly format: Formats;
}

const Context = createContext<I18n | null>(null);

export function I18nProvider({ locale, messages, children }: { locale: Locale; messages: Messages; children: ReactNode }) {
  const value = useMemo<I18n>(() => {
    const t = translator(locale, messages);
    return { locale, direction: directionOf(locale), t, maybe: (key) => optional(messages, t, key), format: formats(locale) };
  }, [locale, messages]);
  return <Context value={value}>{children}</Context>;
}

export function useI18n(): I18n {
  const i18n = useContext(Context);
  if (i18n === null) throw new Error("There is no I18nProvider around this component.");
  return i18n;
}
