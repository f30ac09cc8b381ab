import type { Metadata } from "next";
import { requestMessages } from "@/server/locale";
import { WorklistPage } from "@/worklist/WorklistPage";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestMessages()).t("nav.worklist") };
}

export default function Page() {
  return <WorklistPage />;
}
