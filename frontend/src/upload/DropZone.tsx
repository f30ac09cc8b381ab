"use client";

import { Upload } from "lucide-react";
import { useRef, useState, type DragEvent } from "react";
import { useI18n } from "@/i18n/I18nProvider";
import { Button } from "@/ui/Button";
import { classes } from "@/ui/classes";

/** Files by dropping or by choosing. Everything is taken: what is no image, the server says by name. */
export function DropZone({ hint, onFiles }: { hint: string; onFiles: (files: readonly File[]) => void }) {
  const { t } = useI18n();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={classes("flex flex-col items-center gap-3 rounded-2xl border-2 border-dashed px-4 py-8 text-center", over ? "border-accent bg-tint" : "border-edge")}
    >
      <Upload aria-hidden className="size-8 text-accent" />
      <p className="font-medium">{t("upload.drop")}</p>
      <p className="text-sm text-muted">{hint}</p>
      <input
        ref={input} type="file" multiple className="sr-only" tabIndex={-1} aria-label={t("upload.choose")}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <Button onClick={() => input.current?.click()}>{t("upload.choose")}</Button>
    </div>
  );
}
