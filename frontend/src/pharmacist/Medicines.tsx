import type { Prescription } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";

/** All of a prescription in sight, on a phone too: nothing of it may be beyond an edge. What was typed keeps its own direction, whatever the reader's. */
export function Medicines({ items }: { items: Prescription["items"] }) {
  const { t } = useI18n();
  return (
    <section aria-label={t("rx.drugs")}>
      <ul className="flex flex-col gap-3">
        {items.map((item, index) => (
          <li key={index} className="rounded-2xl border border-line bg-surface p-5">
            <h2 className="font-semibold break-words"><bdi>{item.drug}</bdi></h2>
            <dl className="mt-3 grid gap-3 sm:grid-cols-3">
              {(["dose", "frequency", "duration"] as const).map((part) => <div key={part}><dt className="text-sm text-muted">{t(`rx.${part}`)}</dt><dd className="break-words"><bdi>{item[part]}</bdi></dd></div>)}
              {item.notes && <div className="sm:col-span-3"><dt className="text-sm text-muted">{t("notes")}</dt><dd className="break-words"><bdi>{item.notes}</bdi></dd></div>}
            </dl>
          </li>
        ))}
      </ul>
    </section>
  );
}
