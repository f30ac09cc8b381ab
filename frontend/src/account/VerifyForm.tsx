"use client";

import { api } from "@/api/api";
import { useI18n } from "@/i18n/I18nProvider";
import { Notice } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { useToast } from "@/ui/Toasts";
import { useErrorText } from "@/api/useErrorText";
import { useForm } from "@/ui/useForm";

/** The six digits from the inbox. */
export function VerifyForm({ email, onDone }: { email: string; onDone: () => void }) {
  const { t } = useI18n();
  const toast = useToast();
  const text = useErrorText();
  const { form, bind, onSubmit, busy, failure } = useForm(
    { otp: "" },
    async ({ otp }) => {
      await api.publicly("/otp/verify", { email, otp: otp.trim() });
      onDone();
    },
    ({ otp }) => (/^\d{6}$/.test(otp.trim()) ? ({} as Record<string, string>) : { otp: t("field.otp.wrong") }),
  );
  const again = () => api.publicly("/otp/send", { email }).then(() => toast(t("verify.sent")), (error: unknown) => toast(text(error), true));
  return (
    <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      {failure !== null && <Notice tone="danger" role="alert">{failure}</Notice>}
      <Field label={t("code")} inputMode="numeric" autoComplete="one-time-code" maxLength={8} dir="ltr" autoFocus className="text-center text-2xl tracking-[0.4em]" {...bind("otp")} />
      <Button type="submit" busy={busy}>{t("verify.confirm")}</Button>
      <Button look="ghost" onClick={() => void again()}>{t("verify.again")}</Button>
    </form>
  );
}
