"use client";

import { useI18n } from "@/i18n/I18nProvider";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { Field } from "@/ui/Field";
import { isMissing, parts, type Item } from "./usePrescription";

/** One medicine of a prescription. */
export function MedicineFields({ number, item, checked, onChange, onRemove }: { number: number; item: Item; checked: boolean; onChange: (item: Item) => void; onRemove: (() => void) | null }) {
  const { t } = useI18n();
  return (
    <Card title={t("rx.item", { n: number })} aside={onRemove && <Button look="ghost" onClick={onRemove}>{t("remove")}</Button>}>
      <div className="grid gap-4 sm:grid-cols-2">
        {parts.map((part) => (
          <Field key={part} label={t(part === "notes" ? "notes" : `rx.${part}`)} value={item[part]} error={checked && isMissing(item, part) ? t("field.needed") : null}
            onChange={(event) => onChange({ ...item, [part]: event.target.value })} />
        ))}
      </div>
    </Card>
  );
}
