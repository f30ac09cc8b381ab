"use client";

import { useI18n } from "@/i18n/I18nProvider";
import { Select } from "@/ui/Field";
import type { Order } from "./urgency";
import { useLabel } from "./useLabel";
import type { Filter } from "./useWorklist";

export const modalities = ["chest_xray", "covid_xray", "lung_ct", "cardiac_mri"] as const;
const statuses = ["queued", "processing", "completed", "rejected", "failed"] as const;
const labels = ["Normal", "Pneumonia", "COVID-19", "Lung Opacity", "covid", "noncovid", "NOR", "MINF", "DCM", "HCM", "RV"];
const orders = ["newest", "urgency", "waiting"] as const;

export function Filters({ filter, onFilter, order, onOrder, readFirst, onReadFirst }: {
  filter: Filter; onFilter: (filter: Filter) => void; order: Order; onOrder: (order: Order) => void; readFirst: boolean; onReadFirst: (on: boolean) => void;
}) {
  const { t } = useI18n();
  const labelOf = useLabel();
  const set = (name: keyof Filter) => (event: { target: { value: string } }) => onFilter({ ...filter, [name]: event.target.value });
  return (
    <div className="mb-5 grid grid-cols-2 items-end gap-3 lg:grid-cols-5">
      <Select label={t("modality")} value={filter.modality} onChange={set("modality")}>
        <option value="">{t("all")}</option>
        {modalities.map((one) => <option key={one} value={one}>{t(`modality.${one}`)}</option>)}
      </Select>
      <Select label={t("status")} value={filter.status} onChange={set("status")}>
        <option value="">{t("all")}</option>
        {statuses.map((one) => <option key={one} value={one}>{t(`status.${one}`)}</option>)}
      </Select>
      <Select label={t("outcome")} value={filter.label} onChange={set("label")} disabled={readFirst}>
        <option value="">{t("all")}</option>
        {labels.map((one) => <option key={one} value={one}>{labelOf(one)}</option>)}
      </Select>
      <Select label={t("order")} value={order} onChange={(event) => onOrder(event.target.value as Order)}>
        {orders.map((one) => <option key={one} value={one}>{t(`order.${one}`)}</option>)}
      </Select>
      <label className="col-span-2 flex min-h-10 items-center gap-2 text-sm lg:col-span-1">
        <input type="checkbox" checked={readFirst} onChange={(event) => onReadFirst(event.target.checked)} className="size-5 accent-accent" />
        {t("readFirst")}
      </label>
    </div>
  );
}
