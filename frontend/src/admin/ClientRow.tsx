"use client";

import { useState } from "react";
import { api } from "@/api/api";
import type { OutsideClient } from "@/api/schemas";
import { useErrorText } from "@/api/useErrorText";
import { useI18n } from "@/i18n/I18nProvider";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Cell, Row } from "@/ui/Table";
import { useToast } from "@/ui/Toasts";

export function ClientRow({ client, onChanged }: { client: OutsideClient; onChanged: () => void }) {
  const { t, format } = useI18n();
  const toast = useToast();
  const text = useErrorText();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const remove = () => {
    setBusy(true);
    void api.do("DELETE", `/admin/clients/${client.client_id}`).then(() => toast(t("clients.removed")), (error: unknown) => toast(text(error), true)).finally(() => {
      setBusy(false);
      setAsking(false);
      onChanged();
    });
  };
  return (
    <Row>
      <Cell><span className="block font-medium"><bdi>{client.name}</bdi></span><span className="font-mono text-xs text-muted" dir="ltr">{client.client_id}</span></Cell>
      <Cell head={t("clients.scopes")}><span dir="ltr">{client.scopes.join(", ") || "–"}</span></Cell>
      <Cell head={t("clients.redirects")} className="break-all"><span dir="ltr">{client.redirect_uris.join(", ") || "–"}</span></Cell>
      <Cell head={t("clients.since")} className="text-muted lg:whitespace-nowrap">{format.time(client.created_at)}</Cell>
      <Cell>
        <Button look="danger" aria-label={t("clients.removeOf", { name: client.name })} onClick={() => setAsking(true)}>{t("remove")}</Button>
        {asking && (
          <Dialog title={t("clients.removeOf", { name: client.name })} onClose={() => setAsking(false)}>
            <p className="mb-4">{t("clients.removeLead")}</p>
            <div className="flex gap-3"><Button look="danger" busy={busy} onClick={remove}>{t("remove")}</Button><Button look="ghost" onClick={() => setAsking(false)}>{t("cancel")}</Button></div>
          </Dialog>
        )}
      </Cell>
    </Row>
  );
}
