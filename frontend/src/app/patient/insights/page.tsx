import type { Metadata } from "next";
import { requestMessages } from "@/server/locale";
import { InsightsPage } from "@/patient/InsightsPage";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestMessages()).t("nav.insights") };
}

export default function Page() {
  return <InsightsPage />;
}
