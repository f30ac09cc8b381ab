import { CalendarClock, ChartColumn, ClipboardList, Eye, FileClock, HeartPulse, Pill, Plug, ScanLine, Siren, Upload, UserCog, Users, type LucideIcon } from "lucide-react";
import type { Role } from "@/api/schemas";
import type { MessageKey } from "@/i18n/translate";

export interface Place {
  readonly href: string;
  readonly label: MessageKey;
  readonly icon: LucideIcon;
}

export const places: Record<Role, readonly Place[]> = {
  doctor: [
    { href: "/doctor", label: "nav.worklist", icon: ClipboardList },
    { href: "/doctor/upload", label: "nav.upload", icon: Upload },
    { href: "/doctor/patients", label: "nav.patients", icon: Users },
    { href: "/doctor/prescribe", label: "nav.prescribe", icon: Pill },
  ],
  patient: [
    { href: "/patient", label: "nav.results", icon: ScanLine },
    { href: "/patient/insights", label: "nav.insights", icon: HeartPulse },
    { href: "/patient/access", label: "nav.access", icon: Eye },
  ],
  pharmacist: [
    { href: "/pharmacist", label: "nav.queue", icon: CalendarClock },
  ],
  admin: [
    { href: "/admin", label: "nav.overview", icon: ChartColumn },
    { href: "/admin/users", label: "nav.users", icon: UserCog },
    { href: "/admin/audit", label: "nav.audit", icon: FileClock },
    { href: "/admin/emergencies", label: "nav.emergencies", icon: Siren },
    { href: "/admin/clients", label: "nav.clients", icon: Plug },
  ],
};
