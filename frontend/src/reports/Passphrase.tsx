"use client";

import { KeyRound } from "lucide-react";
import { useState } from "react";
import { api } from "@/api/api";
import { passphrase } from "@/api/schemas";
import { useErrorText } from "@/api/useErrorText";
import { useI18n } from "@/i18n/I18nProvider";
import { Button } from "@/ui/Button";
import { useToast } from "@/ui/Toasts";

/** The words that open a report. They are shown only when asked for: somebody may look over the shoulder. */
export function Passphrase({ path, label }: { path: string; label?: string }) {
  const { t } = useI18n();
  const toast = useToast();
  const text = useErrorText();
  const [words, setWords] = useState<string | null>(null);
  const show = () => void api.get(path, passphrase).then((answer) => setWords(answer.passphrase), (error: unknown) => toast(text(error), true));
  const copy = () => void navigator.clipboard.writeText(words ?? "").then(() => toast(t("copied")), () => toast(t("copyFailed"), true));
  if (words === null) return <Button look="secondary" aria-label={label} onClick={show}><KeyRound aria-hidden className="size-4" />{t("history.passphrase")}</Button>;
  return (
    <div className="basis-full rounded-lg bg-raised p-4">
      <p className="text-sm text-muted">{t("history.passphraseLead")}</p>
      <p data-testid="passphrase" dir="ltr" className="my-2 font-mono text-lg break-words select-all">{words}</p>
      <div className="flex gap-2"><Button look="secondary" onClick={copy}>{t("copy")}</Button><Button look="ghost" onClick={() => setWords(null)}>{t("hide")}</Button></div>
    </div>
  );
}
