import type { Metadata } from "next";
import { ScanPage } from "@/reports/ScanPage";
import { requestMessages } from "@/server/locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestMessages()).t("scan.title") };
}

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <ScanPage id={(await params).id} />;
}
