"use client";

import type { Scan } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Button } from "@/ui/Button";
import { Viewer } from "@/viewer/Viewer";

/** The scan, beside it the earlier one that it is compared with, and what the uploader noted. */
export function Pictures({ scan, explains, earlier, onCloseEarlier }: { scan: Scan; explains: boolean; earlier: Scan | undefined; onCloseEarlier: () => void }) {
  const { t, format } = useI18n();
  return (
    <div className={earlier ? "grid gap-3 lg:grid-cols-2" : ""}>
      <Viewer key={scan.scan_id} scan={scan} explains={explains && scan.prediction !== null && scan.prediction !== undefined} compact={earlier !== undefined} />
      {earlier && (
        <div>
          <Viewer key={earlier.scan_id} scan={earlier} explains={false} compact />
          <p className="mt-2 flex items-center justify-between text-sm text-muted">{t("scan.earlierOf", { date: format.date(earlier.uploaded_at) })}<Button look="ghost" onClick={onCloseEarlier}>{t("close")}</Button></p>
        </div>
      )}
      {scan.notes && <p className="mt-3 text-sm text-muted"><span className="font-medium text-ink">{t("notes")}:</span> <bdi>{scan.notes}</bdi></p>}
    </div>
  );
}
