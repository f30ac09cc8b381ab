"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/api/api";
import { useErrorText } from "@/api/useErrorText";
import { generated, type Scan } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { Dialog } from "@/ui/Dialog";
import { Select, TextArea } from "@/ui/Field";
import { ErrorState, SkeletonRows } from "@/ui/States";
import { useToast } from "@/ui/Toasts";
import { useLabel } from "@/worklist/useLabel";
import { Preview } from "./Preview";
import { asRequest, useDraft } from "./useDraft";
import { Versions } from "./Versions";

/** The doctor's words, saved as they are typed; signing makes the report that the patient gets. */
export function ReportCard({ scan }: { scan: Scan }) {
  const { t } = useI18n();
  const toast = useToast();
  const text = useErrorText();
  const labelOf = useLabel();
  const client = useQueryClient();
  const draft = useDraft(scan.scan_id);
  const [asking, setAsking] = useState(false);
  const [previewing, setPreviewing] = useState(false);
  const sign = useMutation({
    mutationFn: async () => {
      await draft.settled();
      return api.send("POST", `/reports/generate/${scan.scan_id}`, asRequest(draft.words), generated);
    },
    onError: () => draft.change({ ...draft.words }),
    onSuccess: ({ version }) => {
      setAsking(false);
      draft.discard();
      toast(t("report.signed", { version }));
      void client.invalidateQueries({ queryKey: ["reports", scan.scan_id] });
    },
  });
  const field = (name: "findings" | "impression" | "recommendation") => ({
    label: t(`report.${name}`),
    value: draft.words[name],
    maxLength: 10_000,
    onChange: (event: { target: { value: string } }) => draft.change({ ...draft.words, [name]: event.target.value }),
  });
  return (
    <Card title={t("report.title")} aside={<span role="status" className="text-sm text-muted">{t(`draft.${draft.saving}`)}</span>}>
      {draft.error !== null ? <ErrorState error={draft.error} retry={draft.retry} /> : !draft.ready ? <SkeletonRows rows={3} /> : (
        <div className="flex flex-col gap-4">
          <TextArea {...field("findings")} />
          <TextArea {...field("impression")} />
          <TextArea {...field("recommendation")} />
          <Select label={t("report.label")} value={draft.words.confirmed_label} onChange={(event) => draft.change({ ...draft.words, confirmed_label: event.target.value })}>
            <option value="">{t("report.noLabel")}</option>
            {Object.keys(scan.prediction?.all_probs ?? {}).map((label) => <option key={label} value={label}>{labelOf(label)}</option>)}
          </Select>
          <div className="flex flex-wrap gap-3">
            <Button onClick={() => setAsking(true)}>{t("report.sign")}</Button>
            <Button look="secondary" onClick={() => setPreviewing(true)}>{t("report.preview")}</Button>
          </div>
        </div>
      )}
      <Versions scan={scan} />
      {previewing && <Preview scanId={scan.scan_id} words={asRequest(draft.words)} onClose={() => setPreviewing(false)} />}
      {asking && (
        <Dialog title={t("report.signTitle")} onClose={() => setAsking(false)}>
          <p className="mb-4">{t("report.signLead")}</p>
          {draft.words.impression.trim() === "" && <p className="mb-4 text-warning">{t("report.signEmpty")}</p>}
          {sign.error !== null && <p role="alert" className="mb-4 text-danger">{text(sign.error)}</p>}
          <div className="flex flex-wrap gap-3">
            <Button busy={sign.isPending} onClick={() => sign.mutate()}>{t("report.signNow")}</Button>
            <Button look="ghost" onClick={() => setAsking(false)}>{t("cancel")}</Button>
          </div>
        </Dialog>
      )}
    </Card>
  );
}
