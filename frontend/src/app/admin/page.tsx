import type { Metadata } from "next";
import { requestMessages } from "@/server/locale";
import { OverviewPage } from "@/admin/OverviewPage";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestMessages()).t("nav.overview") };
}

export default function Page() {
  return <OverviewPage />;
}
