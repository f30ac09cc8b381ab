import type { Metadata } from "next";
import { requestMessages } from "@/server/locale";
import { PatientsPage } from "@/patients/PatientsPage";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestMessages()).t("nav.patients") };
}

export default function Page() {
  return <PatientsPage />;
}
