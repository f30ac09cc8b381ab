"use client";

import { Eye } from "lucide-react";
import { accessEntry } from "@/api/schemas";
import { useAuditWords } from "@/audit/useAuditWords";
import { useI18n } from "@/i18n/I18nProvider";
import { Badge } from "@/ui/Badge";
import { PageTitle } from "@/ui/Card";
import { Paged, usePaged } from "@/ui/Paged";
import { Empty } from "@/ui/States";

export function AccessLogPage() {
  const { t, format } = useI18n();
  const words = useAuditWords();
  const list = usePaged("/patient/access-log", accessEntry);
  return (
    <div className="mx-auto max-w-2xl">
      <PageTitle title={t("nav.access")} lead={t("access.lead")} />
      <Paged list={list} empty={<Empty icon={Eye} title={t("access.none")} />}>
        {(entries) => (
          <ol className="divide-y divide-line rounded-2xl border border-line bg-surface">
            {entries.map((entry, index) => (
              <li key={`${entry.at}-${index}`} className="px-5 py-4">
                <div className="flex flex-wrap items-center justify-between gap-2">
                  <p className="font-medium">{entry.actor_name ?? t("access.system")}{entry.role && <span className="font-normal text-muted"> · {words.role(entry.role)}</span>}</p>
                  {entry.outcome === "denied" && <Badge tone="danger">{words.outcome(entry.outcome)}</Badge>}
                </div>
                <p className="text-sm">{words.action(entry.action)}</p>
                {entry.reason && <p className="text-sm text-muted">{t("reason")}: <span dir="auto">{words.reason(entry.reason)}</span></p>}
                <p className="text-sm text-muted">{format.time(entry.at)}</p>
              </li>
            ))}
          </ol>
        )}
      </Paged>
    </div>
  );
}
