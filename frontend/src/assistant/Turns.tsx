"use client";

import { useEffect, useRef } from "react";
import { useI18n } from "@/i18n/I18nProvider";
import { Answer } from "./Answer";
import { useTalk } from "./tabsTalk";

const mine = "ms-8 self-end rounded-lg bg-raised px-3 py-2 whitespace-pre-line break-words";

/** What was said. A screen reader hears each answer once, when it is whole: while it is being written it is outside the log. */
export function Turns() {
  const { t } = useI18n();
  const { turns, asked, writing } = useTalk();
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    frame.current?.scrollTo({ top: frame.current.scrollHeight });
  }, [turns, asked, writing]);
  return (
    <div ref={frame} tabIndex={0} role="group" aria-label={t("assistant.title")} className="flex flex-1 flex-col gap-3 overflow-y-auto text-sm">
      {turns.length === 0 && asked === null && <p className="text-muted">{t("assistant.lead")}</p>}
      <div role="log" aria-relevant="additions" className="flex flex-col gap-3">
        {turns.map((turn, index) => (turn.from === "me" ? <p key={index} dir="auto" className={mine}><span className="sr-only">{t("assistant.you")}: </span>{turn.text}</p> : <Answer key={index} reply={turn.reply} />))}
      </div>
      {asked !== null && <p aria-hidden dir="auto" className={mine}>{asked}</p>}
      {writing !== "" && <p aria-hidden data-testid="writing" dir="auto" className="me-8 rounded-lg bg-tint px-3 py-2 whitespace-pre-line break-words">{writing}</p>}
      <p role="status" className={asked !== null && writing === "" ? "text-muted" : "sr-only"}>{asked !== null ? t("assistant.thinking") : ""}</p>
    </div>
  );
}
