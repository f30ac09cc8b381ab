import type { Metadata } from "next";
import { DispensePage } from "@/pharmacist/DispensePage";
import { requestMessages } from "@/server/locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestMessages()).t("rx.title") };
}

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <DispensePage id={(await params).id} />;
}
