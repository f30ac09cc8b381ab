"use client";

import { useI18n } from "@/i18n/I18nProvider";
import { PatientChoice } from "@/patients/PatientChoice";
import { Notice } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Card, PageTitle } from "@/ui/Card";
import { MedicineFields } from "./MedicineFields";
import { blank, usePrescription } from "./usePrescription";

/** A prescription: a patient and what they are to take. */
export function PrescribePage() {
  const { t } = useI18n();
  const { patient, setPatient, items, setItems, checked, submit, busy, done, failure } = usePrescription();
  return (
    <>
      <PageTitle title={t("nav.prescribe")} lead={t("rx.prescribeLead")} />
      <form onSubmit={submit} noValidate className="flex max-w-3xl flex-col gap-5">
        {done && <Notice tone="good" role="status">{t("rx.sent")}</Notice>}
        {failure !== null && <Notice tone="danger" role="alert">{failure}</Notice>}
        <Card><div className="flex flex-col gap-4"><PatientChoice value={patient} onChange={setPatient} error={checked && patient === "" ? t("field.patient.wrong") : null} /></div></Card>
        {items.map((item, index) => (
          <MedicineFields key={index} number={index + 1} item={item} checked={checked} onChange={(changed) => setItems(items.map((other, at) => (at === index ? changed : other)))}
            onRemove={items.length > 1 ? () => setItems(items.filter((_, other) => other !== index)) : null} />
        ))}
        <div className="flex flex-wrap gap-3">
          <Button type="submit" busy={busy}>{t("rx.issue")}</Button>
          <Button look="secondary" onClick={() => setItems([...items, blank])}>{t("rx.add")}</Button>
        </div>
      </form>
    </>
  );
}
