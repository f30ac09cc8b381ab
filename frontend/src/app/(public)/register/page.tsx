import type { Metadata } from "next";
import { requestMessages } from "@/server/locale";
import { RegisterPage } from "@/account/RegisterPage";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestMessages()).t("register") };
}

export default function Page() {
  return <RegisterPage />;
}
