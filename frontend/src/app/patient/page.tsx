import type { Metadata } from "next";
import { requestMessages } from "@/server/locale";
import { HistoryPage } from "@/patient/HistoryPage";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestMessages()).t("nav.results") };
}

export default function Page() {
  return <HistoryPage />;
}
