"use client";

import { LogOut, UserRound } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useState, type ReactNode } from "react";
import type { Role } from "@/api/schemas";
import { Assistant } from "@/assistant/Assistant";
import { useI18n } from "@/i18n/I18nProvider";
import type { MessageKey } from "@/i18n/translate";
import { session } from "@/session/browserSession";
import { SessionWatch } from "@/session/SessionWatch";
import { useSession } from "@/session/useSession";
import { IconButton } from "@/ui/Button";
import { classes } from "@/ui/classes";
import { Aside } from "./Aside";
import { Logo } from "./Logo";
import { Preferences } from "./Preferences";

interface Place {
  readonly href: string;
  readonly label: MessageKey;
  readonly icon: ReactNode;
}

/** The frame around every page of somebody who is logged in: navigation beside the page, or at its foot on a phone. */
export function AppShell({ role, places, children }: { role: Role; places: readonly Place[]; children: ReactNode }) {
  const { t } = useI18n();
  const state = useSession();
  const [leaving, setLeaving] = useState(false);
  useLeaveWhenAnonymous(state.kind === "anonymous" && !leaving);
  const leave = () => {
    setLeaving(true);
    void logout();
  };
  const name = "person" in state ? state.person.name : "";
  return (
    <div className="flex min-h-dvh flex-col md:flex-row">
      <aside className="hidden w-60 shrink-0 flex-col border-e border-line bg-surface p-4 md:sticky md:top-0 md:flex md:h-dvh">
        <Link href={`/${role}`} className="mb-6 flex items-center gap-3 font-bold"><Logo /><span>CSSS</span></Link>
        <nav aria-label={t("nav.main")} className="flex flex-col gap-1">{places.map((place) => <Entry key={place.href} place={place} />)}</nav>
      </aside>
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="flex items-center gap-1 border-b border-line bg-surface px-3 py-2 md:px-8">
          <Link href={`/${role}`} className="flex items-center gap-2 font-bold md:hidden"><Logo className="size-7" /><span>CSSS</span></Link>
          <span className="flex-1" />
          <Preferences />
          <Link href="/account" aria-label={name ? t("nav.accountOf", { name }) : t("nav.account")} className="inline-flex h-10 min-w-10 items-center justify-center gap-2 rounded-lg px-2 text-sm hover:bg-raised sm:w-44 sm:justify-end">
            <UserRound aria-hidden className="size-5 shrink-0" /><span className="hidden truncate sm:inline">{name}</span>
          </Link>
          <IconButton label={t("logOut")} onClick={leave}><LogOut aria-hidden className="size-5 rtl:-scale-x-100" /></IconButton>
        </header>
        <main id="main" tabIndex={-1} className="mx-auto w-full max-w-7xl flex-1 px-4 py-6 pb-36 outline-none md:px-8 md:pb-20">{children}</main>
      </div>
      {places.length > 1 && (
        <nav aria-label={t("nav.main")} className="fixed inset-x-0 bottom-0 z-30 flex justify-around border-t border-line bg-surface px-1 pb-[env(safe-area-inset-bottom)] md:hidden">
          {places.map((place) => <Tab key={place.href} place={place} />)}
        </nav>
      )}
      <Aside><Assistant /></Aside>
      {role !== "patient" && <SessionWatch />}
    </div>
  );
}

function useLeaveWhenAnonymous(anonymous: boolean) {
  const path = usePathname();
  const [leaving, setLeaving] = useState(false);
  useEffect(() => {
    if (!anonymous || leaving) return;
    setLeaving(true);
    window.location.assign(`/login?next=${encodeURIComponent(path)}`);
  }, [anonymous, leaving, path]);
}

async function logout() {
  // Whatever the server says, this browser forgets; a session that could not be ended there runs out by itself.
  await session.logout().catch(() => undefined);
  window.location.assign("/login");
}

function useIsHere(href: string) {
  const path = usePathname();
  return href.split("/").length === 2 ? path === href : path.startsWith(href);
}

function Entry({ place: { href, label, icon } }: { place: Place }) {
  const { t } = useI18n();
  const here = useIsHere(href);
  return (
    <Link href={href} aria-current={here ? "page" : undefined} className={classes("flex min-h-10 items-center gap-3 rounded-lg px-3 py-1.5 text-sm leading-tight font-medium", here ? "bg-tint text-accent" : "hover:bg-raised")}>
      {icon}{t(label)}
    </Link>
  );
}

function Tab({ place: { href, label, icon } }: { place: Place }) {
  const { t } = useI18n();
  const here = useIsHere(href);
  return (
    <Link href={href} aria-current={here ? "page" : undefined} className={classes("flex min-h-16 min-w-min flex-1 flex-col items-center gap-0.5 px-1 pt-2 pb-1 text-xs font-medium", here ? "text-accent" : "text-muted")}>
      {icon}<span className="line-clamp-2 max-w-full text-center leading-4">{t(label)}</span>
    </Link>
  );
}
