"use client";

import { useI18n } from "@/i18n/I18nProvider";

/** Seven bars. They are a table to whoever does not see them. */
export function VolumeChart({ days }: { days: readonly { date: string; count: number }[] }) {
  const { t, format } = useI18n();
  const most = Math.max(1, ...days.map((day) => day.count));
  return (
    <>
      <div aria-hidden className="flex h-60 items-end gap-1 sm:gap-2">
        {days.map((day) => (
          <div key={day.date} className="flex h-full min-w-0 flex-1 flex-col items-center justify-end gap-1 text-xs text-muted">
            <span className="tabular-nums">{format.number(day.count)}</span>
            <div className="w-full rounded-t-md bg-accent" style={{ height: `${(day.count / most) * 75}%`, minHeight: 2 }} />
            <span className="line-clamp-2 h-8 max-w-full text-center leading-4 hyphens-auto break-words">{format.day(day.date)}</span>
          </div>
        ))}
      </div>
      <table className="sr-only">
        <caption>{t("stats.week")}</caption>
        <tbody>{days.map((day) => <tr key={day.date}><th scope="row">{format.day(day.date)}</th><td>{day.count}</td></tr>)}</tbody>
      </table>
    </>
  );
}
