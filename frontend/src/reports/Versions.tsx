"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/api";
import { useErrorText } from "@/api/useErrorText";
import type { Report, Scan } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { ErrorState } from "@/ui/States";
import { useToast } from "@/ui/Toasts";
import { useSession } from "@/session/useSession";
import { Passphrase } from "./Passphrase";
import { save } from "./save";
import { isBeingSent, useVersions } from "./useVersions";

/** What was signed, version by version, and whether it reached the patient. */
export function Versions({ scan }: { scan: Scan }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const toast = useToast();
  const text = useErrorText();
  const versions = useVersions(scan.scan_id);
  const mail = useMutation({
    mutationFn: () => api.do("POST", `/reports/email/${scan.scan_id}`),
    onSuccess: () => toast(t("report.mailQueued")),
    onError: (error) => toast(text(error), true),
    onSettled: () => client.invalidateQueries({ queryKey: ["reports", scan.scan_id] }),
  });
  if (versions.error !== null) return <div className="mt-5"><ErrorState error={versions.error} retry={() => void versions.refetch()} /></div>;
  if (!versions.data || versions.data.length === 0) return null;
  return (
    <div className="mt-6 border-t border-line pt-5">
      <div className="mb-3 flex items-center justify-between gap-3">
        <h3 className="font-semibold">{t("report.versions")}</h3>
        <Button look="secondary" busy={mail.isPending} onClick={() => mail.mutate()}>{t("report.mail")}</Button>
      </div>
      <ol className="flex flex-col gap-3">{versions.data.map((one) => <Version key={one.report_id} report={one} />)}</ol>
    </div>
  );
}

function Version({ report }: { report: Report }) {
  const { t, format } = useI18n();
  const toast = useToast();
  const text = useErrorText();
  const state = useSession();
  const mine = "person" in state && state.person.userId === report.signed_by; // nobody else is told it
  const download = () => api.blob(`/reports/${report.report_id}/pdf`).then((pdf) => save(pdf, `report-${report.report_id}.pdf`), (error: unknown) => toast(text(error), true));
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 text-sm">
      <span>{t("report.version", { version: report.version })} <span className="text-muted">· {format.time(report.generated_at)}</span></span>
      <span className="flex items-center gap-2"><Delivery report={report} /><Button look="ghost" onClick={() => void download()} aria-label={t("report.downloadVersion", { version: report.version })}>{t("download")}</Button></span>
      {mine && <Passphrase path={`/reports/${report.report_id}/passphrase`} label={t("report.passphraseOf", { version: report.version })} />}
    </li>
  );
}

function Delivery({ report }: { report: Report }) {
  const { t } = useI18n();
  if (isBeingSent(report)) return <Badge tone="info">{t("delivery.sending")}</Badge>;
  if (report.emailed_at) return <Badge tone="good">{t("delivery.sent")}</Badge>;
  if (report.delivery_failure) return <Badge tone="danger">{t("delivery.failed")}</Badge>;
  return null;
}
