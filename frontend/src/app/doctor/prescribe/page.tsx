import type { Metadata } from "next";
import { requestMessages } from "@/server/locale";
import { PrescribePage } from "@/pharmacist/PrescribePage";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestMessages()).t("nav.prescribe") };
}

export default function Page() {
  return <PrescribePage />;
}
