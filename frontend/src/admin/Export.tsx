"use client";

import { useMutation } from "@tanstack/react-query";
import { api } from "@/api/api";
import { query } from "@/api/Client";
import { useErrorText } from "@/api/useErrorText";
import { useI18n } from "@/i18n/I18nProvider";
import { save } from "@/reports/save";
import { Button } from "@/ui/Button";
import { useToast } from "@/ui/Toasts";

/** What the filter shows, as FHIR AuditEvent, a line an entry. */
export function Export({ parameters }: { parameters: Record<string, string> }) {
  const { t } = useI18n();
  const toast = useToast();
  const text = useErrorText();
  const download = useMutation({
    mutationFn: () => api.blob(`/admin/audit/export${query(parameters)}`),
    onSuccess: (lines) => save(lines, "audit.ndjson"),
    onError: (error) => toast(text(error), true),
  });
  return <Button look="secondary" busy={download.isPending} onClick={() => download.mutate()}>{t("audit.export")}</Button>;
}
