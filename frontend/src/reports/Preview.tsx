"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "@/api/api";
import { useI18n } from "@/i18n/I18nProvider";
import { Dialog } from "@/ui/Dialog";
import { ErrorState, Skeleton } from "@/ui/States";

/** The report as it would be, marked as a draft; made for this look and kept nowhere. */
export function Preview({ scanId, words, onClose }: { scanId: string; words: unknown; onClose: () => void }) {
  const { t } = useI18n();
  const pdf = useQuery({ queryKey: ["preview", scanId, words], queryFn: () => api.blob(`/reports/preview/${scanId}`, { method: "POST", body: words }), gcTime: 0 });
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!pdf.data) return;
    const made = URL.createObjectURL(pdf.data);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [pdf.data]);
  return (
    <Dialog title={t("report.preview")} onClose={onClose} wide>
      {pdf.error !== null ? <ErrorState error={pdf.error} retry={() => void pdf.refetch()} /> : url === null ? <Skeleton className="h-[60dvh]" /> : (
        <>
          <iframe src={url} title={t("report.preview")} className="h-[60dvh] w-full rounded-lg border border-line bg-white" />
          <a href={url} target="_blank" rel="noreferrer" className="mt-3 inline-block text-sm text-accent underline underline-offset-4">{t("report.openPreview")}</a>
        </>
      )}
    </Dialog>
  );
}
