import "server-only";
import { cookies, headers } from "next/headers";
import Link from "next/link";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import type { Role } from "@/api/schemas";
import { AppShell } from "@/shell/AppShell";
import { places } from "@/shell/navigation";
import { requestMessages } from "./locale";

/**
 * Lets a role's pages be shown to that role. Whoever forges the cookie sees an empty page: the data come from the API, which looks at the token.
 */
export async function RoleGuard({ role, children }: { role: Role | null; children: ReactNode }) {
  const mine = (await cookies()).get("csss_role")?.value as Role | undefined;
  if (mine === undefined) redirect(`/login?next=${encodeURIComponent((await headers()).get("x-path") ?? "/")}`);
  if (role !== null && mine !== role) return <Refusal mine={mine} />;
  return <Shell role={mine}>{children}</Shell>;
}

/** The icons are drawn here: only the role's own few reach the browser, and as pictures, not as code. */
function Shell({ role, children }: { role: Role; children: ReactNode }) {
  const drawn = places[role].map(({ icon: Icon, ...place }) => ({ ...place, icon: <Icon aria-hidden className="size-5 shrink-0" /> }));
  return <AppShell role={role} places={drawn}>{children}</AppShell>;
}

async function Refusal({ mine }: { mine: Role }) {
  const { t } = await requestMessages();
  return (
    <Shell role={mine}>
      <h1 className="text-2xl font-bold">{t("refusal.title")}</h1>
      <p className="mt-2 max-w-prose text-muted">{t("refusal.lead")}</p>
      <Link href={`/${mine}`} className="mt-6 inline-flex min-h-10 items-center rounded-lg bg-accent px-4 text-sm font-semibold text-on-accent">{t("refusal.home")}</Link>
    </Shell>
  );
}
