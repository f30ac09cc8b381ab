"use client";

import { useI18n } from "@/i18n/I18nProvider";
import { Dialog } from "@/ui/Dialog";
import { shortcuts } from "./shortcuts";

const names: Record<string, string> = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", PageDown: "PgDn", PageUp: "PgUp" };

export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  return (
    <Dialog title={t("viewer.shortcuts")} onClose={onClose}>
      <p className="mb-4 text-sm text-muted">{t("viewer.help")}</p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-sm">
        {shortcuts.map(({ keys, label }) => (
          <div key={label} className="contents">
            <dt dir="ltr">{keys.map((key) => <kbd key={key} className="me-1 rounded border border-edge bg-raised px-2 py-0.5 font-mono text-xs">{names[key] ?? key}</kbd>)}</dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
