"use client";

import { Plug } from "lucide-react";
import { useState } from "react";
import { outsideClient, type NewClient } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Notice } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { PageTitle } from "@/ui/Card";
import { Dialog } from "@/ui/Dialog";
import { Paged, usePaged } from "@/ui/Paged";
import { Empty } from "@/ui/States";
import { Table } from "@/ui/Table";
import { ClientForm } from "./ClientForm";
import { ClientRow } from "./ClientRow";

/** Other systems (by scopes) and applications (by redirect addresses) that may connect. */
export function ClientsPage() {
  const { t } = useI18n();
  const [adding, setAdding] = useState(false);
  const [added, setAdded] = useState<NewClient | null>(null);
  const list = usePaged("/admin/clients", outsideClient);
  const onAdded = (client: NewClient) => {
    setAdding(false);
    setAdded(client);
    void list.refetch();
  };
  return (
    <>
      <PageTitle title={t("nav.clients")} lead={t("clients.lead")}><Button onClick={() => setAdding(true)}>{t("clients.add")}</Button></PageTitle>
      <Paged list={list} empty={<Empty icon={Plug} title={t("clients.none")} />}>
        {(clients) => (
          <Table caption={t("nav.clients")} head={[t("name"), t("clients.scopes"), t("clients.redirects"), t("clients.since"), t("actions")]}>
            {clients.map((one) => <ClientRow key={one.client_id} client={one} onChanged={() => void list.refetch()} />)}
          </Table>
        )}
      </Paged>
      {adding && <Dialog title={t("clients.add")} onClose={() => setAdding(false)}><ClientForm onAdded={onAdded} /></Dialog>}
      {added !== null && <Secret client={added} onClose={() => setAdded(null)} />}
    </>
  );
}

function Secret({ client, onClose }: { client: NewClient; onClose: () => void }) {
  const { t } = useI18n();
  return (
    <Dialog title={t("clients.secretTitle")} onClose={onClose}>
      <Notice tone="warning">{t("clients.secretLead")}</Notice>
      <dl dir="ltr" className="my-4 flex flex-col gap-3 font-mono text-sm break-all">
        <div><dt className="text-muted">client_id</dt><dd className="select-all">{client.client_id}</dd></div>
        <div><dt className="text-muted">client_secret</dt><dd data-testid="client-secret" className="select-all">{client.client_secret}</dd></div>
      </dl>
      <Button onClick={onClose}>{t("close")}</Button>
    </Dialog>
  );
}
