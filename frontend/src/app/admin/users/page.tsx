import type { Metadata } from "next";
import { requestMessages } from "@/server/locale";
import { UsersPage } from "@/admin/UsersPage";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestMessages()).t("nav.users") };
}

export default function Page() {
  return <UsersPage />;
}
