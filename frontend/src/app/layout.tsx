import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "@/app/Providers";
import { I18nProvider } from "@/i18n/I18nProvider";
import { directionOf } from "@/i18n/locales";
import { requestMessages } from "@/server/locale";
import { themeCookie, themeOf } from "@/theme/theme";
import { arabic, devanagari, latin } from "./fonts";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await requestMessages();
  return { title: { default: t("app.name"), template: `%s · CSSS` }, description: t("app.description"), robots: { index: false } };
}

export const viewport: Viewport = { themeColor: "#0a0f1e", width: "device-width", initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { locale, messages, t } = await requestMessages();
  const theme = themeOf((await cookies()).get(themeCookie)?.value);
  await headers(); // every page is rendered for its request: the policy's nonce is
  return (
    <html lang={locale} dir={directionOf(locale)} data-theme={theme} className={`${latin.variable} ${arabic.variable} ${devanagari.variable}`}>
      <body className="min-h-dvh">
        <a href="#main" className="sr-only z-50 rounded-lg bg-accent px-4 py-2 font-semibold text-on-accent focus:not-sr-only focus:fixed focus:start-4 focus:top-4">{t("skipToContent")}</a>
        <I18nProvider locale={locale} messages={messages}>
          <Providers>{children}</Providers>
        </I18nProvider>
      </body>
    </html>
  );
}
