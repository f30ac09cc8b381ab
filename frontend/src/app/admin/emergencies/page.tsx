import type { Metadata } from "next";
import { requestMessages } from "@/server/locale";
import { EmergenciesPage } from "@/admin/EmergenciesPage";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestMessages()).t("nav.emergencies") };
}

export default function Page() {
  return <EmergenciesPage />;
}
