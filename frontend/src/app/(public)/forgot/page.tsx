import type { Metadata } from "next";
import { requestMessages } from "@/server/locale";
import { ForgotPage } from "@/account/ForgotPage";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestMessages()).t("forgot.title") };
}

export default function Page() {
  return <ForgotPage />;
}
