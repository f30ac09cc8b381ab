import { CircleHelp, TriangleAlert } from "lucide-react";
import type { ChatReply } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { classes } from "@/ui/classes";

/** An answer with where it is from; urgent advice before all else; and not knowing, which must not look like an answer. */
export function Answer({ reply: { reply, answered, urgent, sources } }: { reply: ChatReply }) {
  const { t } = useI18n();
  const look = urgent ? "border-2 border-danger bg-danger-tint" : answered ? "border border-transparent bg-tint" : "border border-dashed border-edge text-muted";
  return (
    <div data-testid={urgent ? "urgent" : answered ? "answer" : "unknown"} className={classes("me-8 rounded-lg px-3 py-2", look)}>
      {urgent && <p className="mb-1 flex items-center gap-2 font-bold text-danger"><TriangleAlert aria-hidden className="size-5 shrink-0" />{t("assistant.urgent")}</p>}
      {!urgent && !answered && <p className="mb-1 flex items-center gap-2 font-semibold"><CircleHelp aria-hidden className="size-5 shrink-0" />{t("assistant.unknown")}</p>}
      <p dir="auto" className="break-words whitespace-pre-line">{reply}</p>
      {sources.length > 0 && (
        <div className="mt-2 border-t border-line pt-2 text-xs">
          <p className="font-semibold">{t("assistant.sources")}</p>
          <ul className="list-disc ps-4">{sources.map((source) => <li key={source.id} dir="auto">{source.title}</li>)}</ul>
        </div>
      )}
    </div>
  );
}
