import { useI18n } from "@/i18n/I18nProvider";
import { ApiError } from "./problem";

/** An error in the reader's words: ours for a code we know, else the API's own sentence. */
export function useErrorText(): (error: unknown) => string {
  const { t, maybe } = useI18n();
  return (error) => {
    if (!(error instanceof ApiError)) return t("error.unexpected");
    if (error.code === "too_many_requests") return t("error.slowDown", { n: error.retryAfter ?? 1 });
    return maybe(`error.${error.code}`) ?? (error.detail || t("error.unexpected"));
  };
}
