"use client";

import { useState, type FormEvent } from "react";
import { api } from "@/api/api";
import { useErrorText } from "@/api/useErrorText";
import { useI18n } from "@/i18n/I18nProvider";
import { PatientChoice } from "@/patients/PatientChoice";
import { Notice } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Card, PageTitle } from "@/ui/Card";
import { Field } from "@/ui/Field";

const parts = ["drug", "dose", "frequency", "duration", "notes"] as const;

type Item = Record<(typeof parts)[number], string>;

const blank: Item = { drug: "", dose: "", frequency: "", duration: "", notes: "" };

/** A prescription: a patient and what they are to take. */
export function PrescribePage() {
  const { t } = useI18n();
  const text = useErrorText();
  const [patient, setPatient] = useState("");
  const [items, setItems] = useState<readonly Item[]>([blank]);
  const [checked, setChecked] = useState(false);
  const [state, setState] = useState<{ busy: boolean; done: boolean; failure: string | null }>({ busy: false, done: false, failure: null });
  const missing = (item: Item, part: keyof Item) => part !== "notes" && item[part].trim() === "";

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (state.busy || patient === "" || items.some((item) => parts.some((part) => missing(item, part)))) return;
    setState({ busy: true, done: false, failure: null });
    api.do("POST", "/doctor/prescriptions", { patient_id: patient, items: items.map((item) => ({ ...item, notes: item.notes.trim() || null })) }).then(
      () => {
        setItems([blank]);
        setChecked(false);
        setState({ busy: false, done: true, failure: null });
      },
      (error: unknown) => setState({ busy: false, done: false, failure: text(error) }),
    );
  };
  return (
    <>
      <PageTitle title={t("nav.prescribe")} lead={t("rx.prescribeLead")} />
      <form onSubmit={submit} noValidate className="flex max-w-3xl flex-col gap-5">
        {state.done && <Notice tone="good" role="status">{t("rx.sent")}</Notice>}
        {state.failure !== null && <Notice tone="danger" role="alert">{state.failure}</Notice>}
        <Card><div className="flex flex-col gap-4"><PatientChoice value={patient} onChange={setPatient} error={checked && patient === "" ? t("field.patient.wrong") : null} /></div></Card>
        {items.map((item, index) => (
          <Card key={index} title={t("rx.item", { n: index + 1 })} aside={items.length > 1 && <Button look="ghost" onClick={() => setItems(items.filter((_, other) => other !== index))}>{t("remove")}</Button>}>
            <div className="grid gap-4 sm:grid-cols-2">
              {parts.map((part) => (
                <Field key={part} label={t(part === "notes" ? "notes" : `rx.${part}`)} value={item[part]} error={checked && missing(item, part) ? t("field.needed") : null}
                  onChange={(event) => setItems(items.map((other, at) => (at === index ? { ...other, [part]: event.target.value } : other)))} />
              ))}
            </div>
          </Card>
        ))}
        <div className="flex flex-wrap gap-3">
          <Button type="submit" busy={state.busy}>{t("rx.issue")}</Button>
          <Button look="secondary" onClick={() => setItems([...items, blank])}>{t("rx.add")}</Button>
        </div>
      </form>
    </>
  );
}
