"use client";

import { useState } from "react";
import { api } from "@/api/api";
import { newClient, type NewClient } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Notice } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Field, TextArea } from "@/ui/Field";
import { useForm } from "@/ui/useForm";

const scopes = ["events:read", "webhooks:manage", "results:read"] as const;

export function ClientForm({ onAdded }: { onAdded: (client: NewClient) => void }) {
  const { t } = useI18n();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { form, bind, onSubmit, busy, failure, errors } = useForm(
    { name: "", redirect_uris: "" },
    async ({ name, redirect_uris }) => onAdded(await api.send("POST", "/admin/clients", { name, scopes: chosen, redirect_uris: lines(redirect_uris) }, newClient)),
    ({ name, redirect_uris }) => ({
      ...(name.trim() === "" ? { name: t("field.name.wrong") } : {}),
      ...(chosen.length + lines(redirect_uris).length === 0 ? { redirect_uris: t("clients.nothing") } : {}),
    }),
  );
  const toggle = (scope: string) => setChosen((old) => (old.includes(scope) ? old.filter((one) => one !== scope) : [...old, scope]));
  return (
    <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      {failure !== null && <Notice tone="danger" role="alert">{failure}</Notice>}
      <Field label={t("name")} maxLength={100} {...bind("name")} />
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 text-sm font-medium">{t("clients.scopes")}</legend>
        {scopes.map((scope) => (
          <label key={scope} className="flex min-h-10 items-center gap-2 text-sm">
            <input type="checkbox" checked={chosen.includes(scope)} onChange={() => toggle(scope)} className="size-5 accent-accent" />
            <span><code dir="ltr">{scope}</code> · {t(`scope.${scope}`)}</span>
          </label>
        ))}
      </fieldset>
      <TextArea label={t("clients.redirects")} hint={t("clients.redirectsHint")} dir="ltr" {...bind("redirect_uris")} error={errors.redirect_uris} />
      <Button type="submit" busy={busy}>{t("clients.add")}</Button>
    </form>
  );
}

const lines = (text: string) => text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
