"use client";

import { useSearchParams } from "next/navigation";
import { Suspense, useState } from "react";
import { useI18n } from "@/i18n/I18nProvider";
import { PatientChoice } from "@/patients/PatientChoice";
import { Card, PageTitle } from "@/ui/Card";
import { Select, TextArea } from "@/ui/Field";
import { modalities } from "@/worklist/Filters";
import { DropZone } from "./DropZone";
import { isStudy, parcelsOf } from "./parcels";
import { UploadRow } from "./UploadRow";
import { useUploads } from "./useUploads";

export function UploadPage() {
  const { t } = useI18n();
  return (
    <>
      <PageTitle title={t("upload.title")} lead={t("upload.lead")} />
      <Suspense><UploadForm /></Suspense>
    </>
  );
}

function UploadForm() {
  const { t } = useI18n();
  const [patient, setPatient] = useState(useSearchParams().get("patient") ?? "");
  const [modality, setModality] = useState<string>("chest_xray");
  const [notes, setNotes] = useState("");
  const [missing, setMissing] = useState(false);
  const { uploads, start, cancel } = useUploads();
  const take = (files: readonly File[]) => {
    setMissing(patient === "");
    if (patient !== "") start(parcelsOf(files, modality).map((parcel) => ({ files: parcel, patientId: patient, modality, notes })));
  };
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <Card>
        <div className="flex flex-col gap-4">
          <PatientChoice value={patient} onChange={setPatient} error={missing && patient === "" ? t("field.patient.wrong") : null} />
          <Select label={t("modality")} value={modality} onChange={(event) => setModality(event.target.value)}>
            {modalities.map((one) => <option key={one} value={one}>{t(`modality.${one}`)}</option>)}
          </Select>
          <TextArea label={t("upload.notes")} hint={t("upload.notesHint")} maxLength={4000} value={notes} onChange={(event) => setNotes(event.target.value)} />
          <DropZone onFiles={take} hint={t(isStudy(modality) ? "upload.study" : "upload.single")} />
        </div>
      </Card>
      <Card title={t("upload.list")}>
        {uploads.length === 0 ? <p className="text-muted">{t("upload.none")}</p> : <ul className="flex flex-col gap-4">{uploads.map((one) => <UploadRow key={one.id} upload={one} onCancel={() => cancel(one.id)} />)}</ul>}
      </Card>
    </div>
  );
}
