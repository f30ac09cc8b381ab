import type { Metadata } from "next";
import { requestMessages } from "@/server/locale";
import { AccountPage } from "@/account/AccountPage";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestMessages()).t("nav.account") };
}

export default function Page() {
  return <AccountPage />;
}
