"use client";

import { useMutation } from "@tanstack/react-query";
import { api } from "@/api/api";
import { auditVerification } from "@/api/schemas";
import { useErrorText } from "@/api/useErrorText";
import { useI18n } from "@/i18n/I18nProvider";
import { Notice } from "@/ui/Badge";
import { Button } from "@/ui/Button";

/** Whether the chain of the audit trail is whole. */
export function Verify() {
  const { t } = useI18n();
  const text = useErrorText();
  const check = useMutation({ mutationFn: () => api.get("/admin/audit/verify", auditVerification) });
  return (
    <div className="flex flex-wrap items-center gap-3">
      {check.data && <Notice tone={check.data.intact ? "good" : "danger"} role="status">{t(check.data.intact ? "audit.intact" : "audit.broken", { n: check.data.checked })}</Notice>}
      {check.error !== null && <Notice tone="danger" role="alert">{text(check.error)}</Notice>}
      <Button look="secondary" busy={check.isPending} onClick={() => check.mutate()}>{t("audit.verify")}</Button>
    </div>
  );
}
