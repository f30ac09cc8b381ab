"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { api } from "@/api/api";
import { useI18n } from "@/i18n/I18nProvider";
import { localeCookie, locales, type Locale } from "@/i18n/locales";
import { session } from "@/session/browserSession";
import { rememberPreference } from "@/theme/preferences";
import { themeCookie, themeOf, themes, type Theme } from "@/theme/theme";
import { IconButton } from "@/ui/Button";

const icons = { dark: Moon, light: Sun, system: Monitor };

/** Language and theme: on every page, before and after logging in. */
export function Preferences() {
  return (
    <>
      <LanguageChoice />
      <ThemeChoice />
    </>
  );
}

function LanguageChoice() {
  const { t, locale } = useI18n();
  const router = useRouter();
  const choose = (chosen: Locale) => {
    rememberPreference(localeCookie, chosen);
    document.documentElement.lang = chosen;
    // The account remembers it too, for mails and other devices; the page does not wait for that.
    if ("person" in session.current()) void api.do("PATCH", "/auth/me", { language: chosen }).catch(() => undefined);
    router.refresh();
  };
  return (
    <select aria-label={t("language")} value={locale} onChange={(event) => choose(event.target.value as Locale)} className="h-10 rounded-lg bg-surface px-2 text-sm text-ink hover:bg-raised">
      {Object.entries(locales).map(([code, name]) => <option key={code} value={code} lang={code}>{name}</option>)}
    </select>
  );
}

function ThemeChoice() {
  const { t } = useI18n();
  const [theme, setTheme] = useState<Theme>("dark");
  useEffect(() => setTheme(themeOf(document.documentElement.dataset.theme)), []);
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? "dark";
  const Icon = icons[theme];
  const choose = () => {
    document.documentElement.dataset.theme = next;
    rememberPreference(themeCookie, next);
    setTheme(next);
  };
  return <IconButton label={`${t("theme")}: ${t(`theme.${theme}`)}`} onClick={choose}><Icon aria-hidden className="size-5" /></IconButton>;
}
