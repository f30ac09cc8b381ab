"use client";

import { actions } from "@/audit/actions";
import { useI18n } from "@/i18n/I18nProvider";
import { Field, Select } from "@/ui/Field";

export interface AuditFilter {
  readonly actor: string;
  readonly action: string;
  readonly object: string;
  readonly from: string;
  readonly to: string;
}

export const everything: AuditFilter = { actor: "", action: "", object: "", from: "", to: "" };

const wholeId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** As the API takes it: the actor by the whole id, and a day until its end. */
export function queryOf({ actor, action, object, from, to }: AuditFilter): AuditFilter {
  return { actor: wholeId.test(actor.trim()) ? actor.trim() : "", action, object: object.trim(), from: instant(from), to: instant(to, 1) };
}

function instant(day: string, daysLater = 0): string {
  if (day === "") return "";
  const at = new Date(`${day}T00:00:00`);
  at.setDate(at.getDate() + daysLater);
  return at.toISOString();
}

export function AuditFilters({ filter, onChange }: { filter: AuditFilter; onChange: (filter: AuditFilter) => void }) {
  const { t } = useI18n();
  const bind = (name: keyof AuditFilter) => ({ value: filter[name], onChange: (event: { target: { value: string } }) => onChange({ ...filter, [name]: event.target.value }) });
  return (
    <div className="mb-5 grid items-start gap-3 sm:grid-cols-2 lg:grid-cols-5">
      <Field label={t("audit.actor")} hint={t("audit.actorHint")} dir="ltr" {...bind("actor")} />
      <Select label={t("audit.action")} {...bind("action")}>
        <option value="">{t("all")}</option>
        {actions.map((one) => <option key={one} value={one}>{t(`action.${one}`)}</option>)}
      </Select>
      <Field label={t("audit.object")} hint={t("audit.objectHint")} dir="ltr" {...bind("object")} />
      <Field label={t("audit.from")} type="date" {...bind("from")} />
      <Field label={t("audit.to")} type="date" {...bind("to")} />
    </div>
  );
}
