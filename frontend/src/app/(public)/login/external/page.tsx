import type { Metadata } from "next";
import { requestMessages } from "@/server/locale";
import { ExternalReturnPage } from "@/account/ExternalReturnPage";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestMessages()).t("logIn") };
}

export default function Page() {
  return <ExternalReturnPage />;
}
