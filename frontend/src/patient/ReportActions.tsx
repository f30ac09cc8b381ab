"use client";

import { Download, KeyRound } from "lucide-react";
import { useState } from "react";
import { api } from "@/api/api";
import { useErrorText } from "@/api/useErrorText";
import { passphrase } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { save } from "@/reports/save";
import { Button } from "@/ui/Button";
import { useToast } from "@/ui/Toasts";

/** The report, and the words that open it. They are shown only when asked for: somebody may look over the shoulder. */
export function ReportActions({ reportId }: { reportId: string }) {
  const { t } = useI18n();
  const toast = useToast();
  const text = useErrorText();
  const [words, setWords] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const failed = (error: unknown) => toast(text(error), true);
  const download = () => {
    setBusy(true);
    void api.blob(`/patient/report/${reportId}`).then((pdf) => save(pdf, `report-${reportId}.pdf`), failed).finally(() => setBusy(false));
  };
  const show = () => void api.get(`/patient/report/${reportId}/passphrase`, passphrase).then((answer) => setWords(answer.passphrase), failed);
  const copy = () => void navigator.clipboard.writeText(words ?? "").then(() => toast(t("copied")), () => toast(t("copyFailed"), true));
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-3">
        <Button busy={busy} onClick={download}><Download aria-hidden className="size-4" />{t("history.download")}</Button>
        {words === null && <Button look="secondary" onClick={show}><KeyRound aria-hidden className="size-4" />{t("history.passphrase")}</Button>}
      </div>
      {words !== null && (
        <div className="rounded-lg bg-raised p-4">
          <p className="text-sm text-muted">{t("history.passphraseLead")}</p>
          <p data-testid="passphrase" dir="ltr" className="my-2 font-mono text-lg break-words select-all">{words}</p>
          <div className="flex gap-2"><Button look="secondary" onClick={copy}>{t("copy")}</Button><Button look="ghost" onClick={() => setWords(null)}>{t("hide")}</Button></div>
        </div>
      )}
    </div>
  );
}
