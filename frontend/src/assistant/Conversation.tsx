"use client";

import { useState } from "react";
import { api } from "@/api/api";
import { isApiError } from "@/api/problem";
import { chatReply, type ChatReply } from "@/api/schemas";
import { useErrorText } from "@/api/useErrorText";
import { useI18n } from "@/i18n/I18nProvider";
import { Notice } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { TextArea } from "@/ui/Field";
import { useForm } from "@/ui/useForm";

type Turn = { readonly from: "me"; readonly text: string } | { readonly from: "assistant"; readonly reply: ChatReply };

export function Conversation() {
  const { t } = useI18n();
  const text = useErrorText();
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const last = turns.findLast((turn) => turn.from === "assistant");
  const { form, bind, setValues, onSubmit, busy } = useForm({ message: "" }, async ({ message }) => {
    if (message.trim() === "") return;
    setProblem(null);
    try {
      const reply = await api.send("POST", "/chatbot/message", { message, conversation_id: last?.from === "assistant" ? last.reply.conversation_id : undefined }, chatReply);
      setTurns((before) => [...before, { from: "me", text: message }, { from: "assistant", reply }]);
      setValues({ message: "" });
    } catch (error) {
      setProblem(isApiError(error, "not_found", "service_unavailable") ? t("assistant.away") : text(error));
    }
  });
  return (
    <>
      <div aria-live="polite" tabIndex={0} role="log" aria-label={t("assistant.title")} className="flex flex-1 flex-col gap-3 overflow-y-auto text-sm">
        {turns.length === 0 && problem === null && <p className="text-muted">{t("assistant.lead")}</p>}
        {turns.map((turn, index) => (turn.from === "me" ? <p key={index} className="ms-8 self-end rounded-lg bg-raised px-3 py-2">{turn.text}</p> : <Answer key={index} reply={turn.reply} />))}
        {problem !== null && <Notice tone="warning" role="status">{problem}</Notice>}
      </div>
      <form ref={form} onSubmit={onSubmit} noValidate className="mt-3 flex flex-col gap-2">
        <TextArea label={t("assistant.message")} maxLength={4000} className="min-h-16" {...bind("message")} />
        <Button type="submit" busy={busy}>{t("assistant.send")}</Button>
      </form>
    </>
  );
}

function Answer({ reply }: { reply: ChatReply }) {
  const { t } = useI18n();
  return (
    <div className={reply.urgent ? "me-8 rounded-lg border-2 border-danger bg-danger-tint px-3 py-2" : "me-8 rounded-lg bg-tint px-3 py-2"}>
      {reply.urgent && <p className="font-bold text-danger">{t("assistant.urgent")}</p>}
      <p dir="auto" className="whitespace-pre-line">{reply.reply}</p>
      {reply.sources.length > 0 && <p className="mt-2 text-xs">{t("assistant.sources")}: {reply.sources.map((source) => source.title).join(", ")}</p>}
    </div>
  );
}
