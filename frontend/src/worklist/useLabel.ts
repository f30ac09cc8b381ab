import { useI18n } from "@/i18n/I18nProvider";

/** A model's label as the reader calls it; one we have no words for as the model writes it. */
export function useLabel(): (label: string) => string {
  const { maybe } = useI18n();
  return (label) => maybe(`label.${label}`) ?? label;
}
