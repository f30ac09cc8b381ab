"use client";

import { Eye } from "lucide-react";
import { accessEntry } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { PageTitle } from "@/ui/Card";
import { Paged, usePaged } from "@/ui/Paged";
import { Empty } from "@/ui/States";

export function AccessLogPage() {
  const { t, maybe, format } = useI18n();
  const list = usePaged("/patient/access-log", accessEntry);
  return (
    <div className="mx-auto max-w-2xl">
      <PageTitle title={t("nav.access")} lead={t("access.lead")} />
      <Paged list={list} empty={<Empty icon={Eye} title={t("access.none")} />}>
        {(entries) => (
          <ol className="divide-y divide-line rounded-2xl border border-line bg-surface">
            {entries.map((entry, index) => (
              <li key={`${entry.at}-${index}`} className="px-5 py-4">
                <p className="font-medium">{entry.actor_name ?? t("access.system")}{entry.role && <span className="font-normal text-muted"> · {maybe(`role.${entry.role}`) ?? entry.role}</span>}</p>
                <p className="text-sm">{maybe(`action.${entry.action}`) ?? entry.action}</p>
                {entry.reason && <p className="text-sm text-muted">{t("reason")}: {entry.reason}</p>}
                <p className="text-sm text-muted">{format.time(entry.at)}</p>
              </li>
            ))}
          </ol>
        )}
      </Paged>
    </div>
  );
}
