import { requestMessages } from "@/server/locale";
import { LinkButton } from "@/ui/Button";

export default async function NotFound() {
  const { t } = await requestMessages();
  return (
    <main id="main" className="mx-auto max-w-md px-4 py-24">
      <h1 className="text-3xl font-bold">{t("notFound.title")}</h1>
      <p className="mt-2 mb-6 text-muted">{t("notFound.lead")}</p>
      <LinkButton href="/">{t("notFound.home")}</LinkButton>
    </main>
  );
}
