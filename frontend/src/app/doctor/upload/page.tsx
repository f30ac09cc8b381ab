import type { Metadata } from "next";
import { requestMessages } from "@/server/locale";
import { UploadPage } from "@/upload/UploadPage";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestMessages()).t("nav.upload") };
}

export default function Page() {
  return <UploadPage />;
}
