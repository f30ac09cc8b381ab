import { Eye, FileLock2, Gauge, ScanSearch } from "lucide-react";
import { requestMessages } from "@/server/locale";
import { LinkButton } from "@/ui/Button";

const promises = [
  { icon: ScanSearch, key: "look" },
  { icon: Gauge, key: "honest" },
  { icon: FileLock2, key: "signed" },
  { icon: Eye, key: "audited" },
] as const;

export default async function LandingPage() {
  const { t } = await requestMessages();
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-12 md:px-8 md:py-20">
      <p className="font-semibold text-accent">{t("app.name")}</p>
      <h1 className="mt-3 max-w-3xl text-4xl font-bold tracking-tight text-balance md:text-6xl">{t("landing.title")}</h1>
      <p className="mt-5 max-w-2xl text-lg text-muted">{t("landing.lead")}</p>
      <div className="mt-8 flex flex-wrap gap-3">
        <LinkButton href="/login">{t("logIn")}</LinkButton>
        <LinkButton href="/register" look="secondary">{t("register")}</LinkButton>
      </div>
      <ul className="mt-16 grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        {promises.map(({ icon: Icon, key }) => (
          <li key={key} className="rounded-2xl border border-line bg-surface p-5">
            <Icon aria-hidden className="size-7 text-accent" />
            <h2 className="mt-4 font-semibold">{t(`landing.${key}.title`)}</h2>
            <p className="mt-1 text-sm text-muted">{t(`landing.${key}.text`)}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
