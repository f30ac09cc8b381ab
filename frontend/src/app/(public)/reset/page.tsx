import type { Metadata } from "next";
import { requestMessages } from "@/server/locale";
import { ResetPage } from "@/account/ResetPage";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestMessages()).t("reset.title") };
}

export default function Page() {
  return <ResetPage />;
}
