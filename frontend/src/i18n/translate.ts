import type en from "./messages/en.json";

export type MessageKey = keyof typeof en;
export type Messages = Record<MessageKey, string>;
export type Values = Record<string, string | number>;
export type Translate = (key: MessageKey, values?: Values) => string;

const hole = /\{(\w+)\}/g;

/**
 * A message with its {holes} filled. A message that counts holds its forms by CLDR category, parted by bars: "one:{n} file|other:{n} files"; the
 * hole that is counted is n.
 */
export function translator(locale: string, messages: Messages): Translate {
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  return (key, values = {}) => {
    const text = formOf(messages[key], rules, values.n);
    return text.replace(hole, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : typeof value === "number" ? numbers.format(value) : value;
    });
  };
}

function formOf(message: string, rules: Intl.PluralRules, count: string | number | undefined): string {
  if (typeof count !== "number" || !message.includes("|other:")) return message;
  const forms = new Map(message.split("|").map((form) => [form.slice(0, form.indexOf(":")), form.slice(form.indexOf(":") + 1)] as const));
  return forms.get(rules.select(count)) ?? forms.get("other") ?? message;
}

/** For keys made from what the API says: the message, or null when there is none of that name. */
export function optional(messages: Messages, translate: Translate, key: string): string | null {
  return key in messages ? translate(key as MessageKey) : null;
}
