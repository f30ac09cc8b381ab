"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { api } from "@/api/api";
import { useErrorText } from "@/api/useErrorText";
import { scan as scanSchema } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { isOnItsWay, useScanChanges } from "@/live/useScanChanges";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Outcome } from "@/worklist/Outcome";
import { useReadFirst } from "@/worklist/useReadFirst";
import type { Upload } from "./useUploads";

export function UploadRow({ upload, onCancel }: { upload: Upload; onCancel: () => void }) {
  const { t, format } = useI18n();
  const text = useErrorText();
  const percent = Math.round(upload.progress * 100);
  return (
    <li className="flex flex-col gap-2" data-testid="upload">
      <div className="flex items-center justify-between gap-3">
        <span className="min-w-0">
          <span className="block truncate font-medium">{upload.files > 1 ? t("upload.slices", { n: upload.files }) : upload.name}</span>
          <span className="text-sm text-muted">{format.bytes(upload.bytes)}</span>
        </span>
        {(upload.state === "waiting" || upload.state === "sending") && <Button look="ghost" onClick={onCancel} aria-label={t("upload.cancelOf", { name: upload.name })}>{t("cancel")}</Button>}
        {upload.state === "cancelled" && <Badge>{t("upload.cancelled")}</Badge>}
        {upload.state === "sent" && upload.scanId !== undefined && <Sent scanId={upload.scanId} />}
      </div>
      {(upload.state === "waiting" || upload.state === "sending") && (
        <div role="progressbar" aria-label={upload.name} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100} className="h-2 overflow-hidden rounded-full bg-raised">
          <div className="h-full bg-accent transition-[width]" style={{ width: `${percent}%` }} />
        </div>
      )}
      {upload.state === "refused" && <p role="alert" className="text-sm text-danger">{upload.refusal !== undefined ? t(`error.${upload.refusal}`) : text(upload.error)}</p>}
    </li>
  );
}

function Sent({ scanId }: { scanId: string }) {
  const { t } = useI18n();
  const [readFirst] = useReadFirst();
  const scan = useQuery({ queryKey: ["scan", scanId], queryFn: ({ signal }) => api.get(`/doctor/scans/${scanId}`, scanSchema, { signal }) });
  useScanChanges(() => void scan.refetch(), !scan.data || isOnItsWay(scan.data.status), scanId);
  return (
    <span className="flex items-center gap-3">
      {scan.data && <Outcome scan={scan.data} hidden={readFirst} />}
      <Link href={`/doctor/scans/${scanId}`} className="text-sm font-semibold text-accent underline underline-offset-4">{t("open")}</Link>
    </span>
  );
}
