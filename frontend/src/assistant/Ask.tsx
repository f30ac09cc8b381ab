"use client";

import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useI18n } from "@/i18n/I18nProvider";
import { Button } from "@/ui/Button";
import { TextArea } from "@/ui/Field";
import { talk, useTalk } from "./tabsTalk";

/** Enter sends, Shift and Enter begin a new line. A question that got no answer comes back, to be asked again. */
export function Ask() {
  const { t } = useI18n();
  const { asked } = useTalk();
  const [message, setMessage] = useState("");
  const form = useRef<HTMLFormElement>(null);
  const writing = asked !== null;
  const focus = () => {
    form.current?.querySelector("textarea")?.focus();
  };
  useEffect(focus, []);

  const send = () => {
    const question = message.trim();
    if (question === "" || writing) return;
    setMessage("");
    void talk.send(question).then((answered) => !answered && setMessage((typed) => typed || question));
  };
  const stop = () => {
    talk.stop();
    focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While letters are being composed, Enter takes a suggestion.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form ref={form} onSubmit={(event) => { event.preventDefault(); send(); }} noValidate className="mt-3 flex flex-col gap-2">
      <TextArea label={t("assistant.message")} hint={t("assistant.keys")} rows={2} maxLength={4000} className="min-h-16 resize-none" value={message} onChange={(event) => setMessage(event.target.value)} onKeyDown={onKeyDown} />
      {writing ? <Button key="stop" look="secondary" onClick={stop}>{t("assistant.stop")}</Button> : <Button key="send" type="submit">{t("assistant.send")}</Button>}
    </form>
  );
}
