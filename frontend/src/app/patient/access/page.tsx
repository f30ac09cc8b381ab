import type { Metadata } from "next";
import { requestMessages } from "@/server/locale";
import { AccessLogPage } from "@/patient/AccessLogPage";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestMessages()).t("nav.access") };
}

export default function Page() {
  return <AccessLogPage />;
}
