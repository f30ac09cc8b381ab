import type { Metadata } from "next";
import { requestMessages } from "@/server/locale";
import { QueuePage } from "@/pharmacist/QueuePage";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestMessages()).t("nav.queue") };
}

export default function Page() {
  return <QueuePage />;
}
