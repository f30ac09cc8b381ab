"use client";

import type * as z from "zod/mini";
import { api } from "@/api/api";
import { recoveryCodes, type totpEnrolment } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Notice } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { useForm } from "@/ui/useForm";
import { qrPath } from "./qr";

/** The secret as a picture, as text, and as a link for an app on this device; then the first code proves that it arrived. */
export function TotpConfirm({ enrolment, onCodes }: { enrolment: z.infer<typeof totpEnrolment>; onCodes: (codes: readonly string[]) => void }) {
  const { t } = useI18n();
  const { form, bind, onSubmit, busy, failure } = useForm({ otp: "" }, async ({ otp }) => {
    onCodes((await api.send("POST", "/auth/totp/confirm", { otp: otp.trim() }, recoveryCodes)).recovery_codes);
  });
  return (
    <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      <p className="text-sm">{t("totp.secret")}</p>
      <QrPicture text={enrolment.otpauth_uri} label={t("totp.picture")} />
      <p dir="ltr" data-testid="totp-secret" className="rounded-lg bg-raised p-3 font-mono break-all select-all">{enrolment.secret}</p>
      <a href={enrolment.otpauth_uri} className="text-sm text-accent underline underline-offset-4">{t("totp.openApp")}</a>
      {failure !== null && <Notice tone="danger" role="alert">{failure}</Notice>}
      <Field label={t("code")} inputMode="numeric" autoComplete="one-time-code" dir="ltr" {...bind("otp")} />
      <Button type="submit" busy={busy}>{t("totp.confirm")}</Button>
    </form>
  );
}

/** Black on white in both themes: many apps cannot read it the other way round. */
function QrPicture({ text, label }: { text: string; label: string }) {
  const { size, path } = qrPath(text);
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" className="size-56 max-w-full self-center rounded-lg bg-white">
      <path d={path} fill="#000" />
    </svg>
  );
}
