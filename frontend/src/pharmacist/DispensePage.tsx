"use client";

import { useQuery } from "@tanstack/react-query";
import { api } from "@/api/api";
import { prescription as prescriptionSchema, type Prescription } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Notice } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Card, PageTitle } from "@/ui/Card";
import { TextArea } from "@/ui/Field";
import { ErrorState, SkeletonRows } from "@/ui/States";
import { Cell, Table } from "@/ui/Table";
import { useForm } from "@/ui/useForm";

export function DispensePage({ id }: { id: string }) {
  const { t, format } = useI18n();
  const found = useQuery({ queryKey: ["prescription", id], queryFn: ({ signal }) => api.get(`/pharmacist/prescriptions/${id}`, prescriptionSchema, { signal }) });
  if (found.error !== null) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <SkeletonRows />;
  const one = found.data;
  return (
    <>
      <PageTitle title={t("rx.title")} lead={`${one.patient.name ?? ""}${one.issued_at ? ` · ${format.time(one.issued_at)}` : ""}`} />
      <Table caption={t("rx.drugs")} head={[t("rx.drug"), t("rx.dose"), t("rx.frequency"), t("rx.duration"), t("notes")]}>
        {one.items.map((item, index) => (
          <tr key={index}><Cell className="font-medium">{item.drug}</Cell><Cell>{item.dose}</Cell><Cell>{item.frequency}</Cell><Cell>{item.duration}</Cell><Cell>{item.notes ?? ""}</Cell></tr>
        ))}
      </Table>
      <div className="mt-5 max-w-xl">
        {one.status === "issued" ? <Dispense prescription={one} onDone={() => void found.refetch()} /> : <Notice tone="good" role="status">{t("rx.dispensedAt", { time: one.dispensed_at ? format.time(one.dispensed_at) : "" })}</Notice>}
      </div>
    </>
  );
}

function Dispense({ prescription, onDone }: { prescription: Prescription; onDone: () => void }) {
  const { t } = useI18n();
  const { form, bind, onSubmit, busy, failure } = useForm({ notes: "" }, async ({ notes }) => {
    await api.do("POST", `/pharmacist/prescriptions/${prescription.prescription_id}/dispense`, { notes: notes.trim() || null });
    onDone();
  });
  return (
    <Card title={t("rx.dispense")}>
      <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        {failure !== null && <Notice tone="danger" role="alert">{failure}</Notice>}
        <TextArea label={t("notes")} {...bind("notes")} />
        <Button type="submit" busy={busy}>{t("rx.dispense")}</Button>
      </form>
    </Card>
  );
}
