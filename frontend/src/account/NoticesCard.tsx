"use client";

import { useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/api";
import { me as meSchema } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Badge, Notice } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { CheckBox, Field } from "@/ui/Field";
import { useToast } from "@/ui/Toasts";
import { useForm } from "@/ui/useForm";
import { asRequest, isNumber, noticesOf, retyped, type Notices } from "./notices";

/** A patient's own choice, off until they make it: a number, and that short notices may go there. What is sent, and to whom, is said before they do. */
export function NoticesCard({ phone, consent }: { phone: string; consent: boolean }) {
  const { t } = useI18n();
  const toast = useToast();
  const client = useQueryClient();
  const { form, values, setValues, bind, onSubmit, busy, failure } = useForm<Notices>(
    noticesOf(phone, consent),
    async (chosen) => {
      const saved = await api.send("PATCH", "/auth/me", asRequest(chosen), meSchema);
      client.setQueryData(["me"], saved);
      setValues(noticesOf(saved.phone ?? "", saved.whatsapp_consent));
      toast(t("saved"));
    },
    (chosen): Record<string, string> => {
      if (chosen.phone.trim() === "") return chosen.whatsapp_consent === "on" ? { phone: t("notices.needsNumber") } : {};
      return isNumber(chosen.phone) ? {} : { phone: t("field.phone.wrong") };
    },
  );
  const { value: agreed, ...consenting } = bind("whatsapp_consent");
  return (
    <Card title={t("notices.title")} aside={<Badge tone={consent ? "good" : "plain"}>{t(consent ? "notices.on" : "notices.off")}</Badge>}>
      <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        <div className="flex flex-col gap-2 text-sm text-muted">
          <p>{t("notices.what")}</p>
          <p>{t("notices.who")}</p>
        </div>
        {failure !== null && <Notice tone="danger" role="alert">{failure}</Notice>}
        <Field label={t("notices.phone")} type="tel" autoComplete="tel" dir="ltr" hint={t("notices.phoneHint")} {...bind("phone")} onChange={(event) => setValues(retyped(values, event.target.value, phone))} />
        <CheckBox label={t("notices.agree")} hint={t("notices.withdraw")} checked={agreed === "on"} {...consenting} onChange={(event) => setValues({ ...values, whatsapp_consent: event.target.checked ? "on" : "" })} />
        <Button type="submit" look="secondary" busy={busy}>{t("save")}</Button>
      </form>
    </Card>
  );
}
