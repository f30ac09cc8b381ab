export interface Formats {
  readonly date: (iso: string) => string;
  readonly time: (iso: string) => string;
  readonly day: (iso: string) => string;
  readonly number: (value: number) => string;
  readonly percent: (value: number) => string;
  readonly bytes: (value: number) => string;
  readonly waiting: (ms: number) => string;
}

/** Numbers, times and sizes as the reader's language writes them. */
export function formats(locale: string): Formats {
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  const time = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const day = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", timeZone: "UTC" });
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const unit = (value: number, name: string) => new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: "short", maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
  return {
    date: (iso) => date.format(new Date(iso)),
    time: (iso) => time.format(new Date(iso)),
    day: (iso) => day.format(new Date(`${iso.slice(0, 10)}T00:00:00Z`)),
    number: (value) => number.format(value),
    percent: (value) => percent.format(value / 100),
    bytes: (value) => (value < 1e6 ? unit(value / 1e3, "kilobyte") : unit(value / 1e6, "megabyte")),
    waiting: (ms) => {
      const minutes = Math.max(0, Math.floor(ms / 60_000));
      if (minutes < 60) return unit(minutes, "minute");
      return minutes < 48 * 60 ? unit(Math.floor(minutes / 60), "hour") : unit(Math.floor(minutes / 1440), "day");
    },
  };
}
