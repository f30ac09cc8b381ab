"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { api } from "@/api/api";
import { query } from "@/api/Client";
import { page, patient } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Field, Select } from "@/ui/Field";

/** A patient by name: a search, and the ones it finds. */
export function PatientChoice({ value, onChange, error }: { value: string; onChange: (id: string) => void; error: string | null }) {
  const { t } = useI18n();
  const [typed, setTyped] = useState("");
  const search = useDeferredValue(typed.trim());
  const { data } = useQuery({
    queryKey: ["patients", search],
    queryFn: ({ signal }) => api.get(`/doctor/patients${query({ query: search, limit: 100 })}`, page(patient), { signal }),
    placeholderData: (before) => before,
  });
  const found = data?.items ?? [];
  return (
    <>
      <Field label={t("patients.search")} type="search" value={typed} onChange={(event) => setTyped(event.target.value)} />
      <Select label={t("patient")} value={value} error={error} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t("patients.choose")}</option>
        {value !== "" && !found.some((one) => one.patient_id === value) && <option value={value}>{t("patient.unnamed", { id: value.slice(-6) })}</option>}
        {found.map((one) => <option key={one.patient_id} value={one.patient_id}>{one.name}</option>)}
      </Select>
    </>
  );
}
