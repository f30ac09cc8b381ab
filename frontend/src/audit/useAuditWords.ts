import { useI18n } from "@/i18n/I18nProvider";

/** The trail's codes in the reader's words; a code that we have none for as it is. */
export function useAuditWords() {
  const { maybe } = useI18n();
  return {
    action: (code: string) => maybe(`action.${code}`) ?? code,
    role: (code: string) => maybe(`role.${code}`) ?? code,
    outcome: (code: string) => maybe(`outcome.${code}`) ?? code,
    // A doctor's own words, why they took emergency access, come through here as well.
    reason: (code: string) => maybe(`reason.${code}`) ?? maybe(`error.${code}`) ?? code,
  };
}
