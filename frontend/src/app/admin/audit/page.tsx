import type { Metadata } from "next";
import { requestMessages } from "@/server/locale";
import { AuditPage } from "@/admin/AuditPage";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestMessages()).t("nav.audit") };
}

export default function Page() {
  return <AuditPage />;
}
