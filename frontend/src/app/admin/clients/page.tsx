import type { Metadata } from "next";
import { requestMessages } from "@/server/locale";
import { ClientsPage } from "@/admin/ClientsPage";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestMessages()).t("nav.clients") };
}

export default function Page() {
  return <ClientsPage />;
}
