"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/api/api";
import { prescription as prescriptionSchema } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Notice } from "@/ui/Badge";
import { PageTitle } from "@/ui/Card";
import { ErrorState, SkeletonRows } from "@/ui/States";
import { Dispense } from "./Dispense";
import { Medicines } from "./Medicines";

export function DispensePage({ id }: { id: string }) {
  const { t, format } = useI18n();
  const client = useQueryClient();
  const [twice, setTwice] = useState(false);
  const found = useQuery({ queryKey: ["prescription", id], queryFn: ({ signal }) => api.get(`/pharmacist/prescriptions/${id}`, prescriptionSchema, { signal }) });
  if (found.error !== null) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <SkeletonRows />;
  const one = found.data;
  const onDone = (wasDispensed: boolean) => {
    setTwice(wasDispensed);
    void client.invalidateQueries({ queryKey: ["/pharmacist/prescriptions"] });
    return found.refetch();
  };
  return (
    <>
      <PageTitle title={t("rx.title")} lead={<><bdi>{one.patient.name ?? ""}</bdi>{one.issued_at && <> · <bdi>{format.time(one.issued_at)}</bdi></>}</>} />
      <Medicines items={one.items} />
      <div className="mt-5 flex max-w-xl flex-col gap-3">
        {twice && <Notice tone="warning" role="alert">{t("error.already_dispensed")}</Notice>}
        {one.status === "issued" ? <Dispense prescription={one} onDone={onDone} /> : <Notice tone="good" role="status">{t("rx.dispensedAt", { time: one.dispensed_at ? format.time(one.dispensed_at) : "" })}</Notice>}
      </div>
    </>
  );
}
