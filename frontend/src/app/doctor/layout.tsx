import type { ReactNode } from "react";
import { RoleGuard } from "@/server/RoleGuard";

export default function Layout({ children }: { children: ReactNode }) {
  return <RoleGuard role="doctor">{children}</RoleGuard>;
}
