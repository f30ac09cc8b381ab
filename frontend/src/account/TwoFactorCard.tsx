"use client";

import { useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { api } from "@/api/api";
import { totpEnrolment } from "@/api/schemas";
import { useErrorText } from "@/api/useErrorText";
import { useI18n } from "@/i18n/I18nProvider";
import { Badge, Notice } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { Field } from "@/ui/Field";
import { useForm } from "@/ui/useForm";
import type * as z from "zod/mini";

const TotpConfirm = dynamic(() => import("./TotpConfirm").then((module) => module.TotpConfirm));

/** A second factor by an authenticator app; the recovery codes are shown once. */
export function TwoFactorCard({ on, enrolled }: { on: boolean; enrolled: boolean }) {
  const { t } = useI18n();
  const [enrolment, setEnrolment] = useState<z.infer<typeof totpEnrolment> | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const text = useErrorText();
  const begin = () => void api.send("POST", "/auth/totp/enroll", undefined, totpEnrolment).then(setEnrolment, (error: unknown) => setFailure(text(error)));
  return (
    <Card title={t("totp.title")} aside={<Badge tone={on ? "good" : "plain"}>{t(on ? "totp.on" : "totp.off")}</Badge>}>
      <p className="mb-4 text-sm text-muted">{t(on && !enrolled ? "totp.byMail" : "totp.lead")}</p>
      {failure !== null && <div className="mb-4"><Notice tone="danger" role="alert">{failure}</Notice></div>}
      {codes !== null ? <Codes codes={codes} /> : enrolled ? <TurnOff /> : enrolment !== null ? <TotpConfirm enrolment={enrolment} onCodes={setCodes} /> : <Button look="secondary" onClick={begin}>{t("totp.begin")}</Button>}
    </Card>
  );
}

function Codes({ codes }: { codes: readonly string[] }) {
  const { t } = useI18n();
  return (
    <>
      <Notice tone="good" role="status">{t("totp.codes")}</Notice>
      <ul dir="ltr" data-testid="recovery-codes" className="mt-3 grid grid-cols-2 gap-2 font-mono">{codes.map((code) => <li key={code}>{code}</li>)}</ul>
    </>
  );
}

function TurnOff() {
  const { t } = useI18n();
  const client = useQueryClient();
  const { form, bind, onSubmit, busy, failure } = useForm({ password: "" }, async ({ password }) => {
    await api.do("DELETE", "/auth/totp", { password });
    await client.invalidateQueries({ queryKey: ["me"] });
  });
  return (
    <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      {failure !== null && <Notice tone="danger" role="alert">{failure}</Notice>}
      <Field label={t("password")} type="password" autoComplete="current-password" dir="ltr" {...bind("password")} />
      <Button type="submit" look="danger" busy={busy}>{t("totp.turnOff")}</Button>
    </form>
  );
}
