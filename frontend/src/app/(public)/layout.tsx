import Link from "next/link";
import type { ReactNode } from "react";
import { requestMessages } from "@/server/locale";
import { Logo } from "@/shell/Logo";
import { Preferences } from "@/shell/Preferences";

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const { t } = await requestMessages();
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex items-center gap-1 px-4 py-3 md:px-8">
        <Link href="/" className="me-auto flex items-center gap-3 text-lg font-bold"><Logo />CSSS</Link>
        <Preferences />
      </header>
      <main id="main" tabIndex={-1} className="flex flex-1 flex-col outline-none">{children}</main>
      <footer className="px-4 py-6 text-center text-sm text-muted md:px-8">{t("app.disclaimer")}</footer>
    </div>
  );
}
