"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { api } from "@/api/api";
import { useErrorText } from "@/api/useErrorText";
import { useI18n } from "@/i18n/I18nProvider";
import { Passphrase } from "@/reports/Passphrase";
import { save } from "@/reports/save";
import { Button } from "@/ui/Button";
import { useToast } from "@/ui/Toasts";

/** The report, and the words that open it. */
export function ReportActions({ reportId }: { reportId: string }) {
  const { t } = useI18n();
  const toast = useToast();
  const text = useErrorText();
  const [busy, setBusy] = useState(false);
  const download = () => {
    setBusy(true);
    void api.blob(`/patient/report/${reportId}`).then((pdf) => save(pdf, `report-${reportId}.pdf`), (error: unknown) => toast(text(error), true)).finally(() => setBusy(false));
  };
  return (
    <div className="flex flex-wrap gap-3">
      <Button busy={busy} onClick={download}><Download aria-hidden className="size-4" />{t("history.download")}</Button>
      <Passphrase path={`/patient/report/${reportId}/passphrase`} />
    </div>
  );
}
