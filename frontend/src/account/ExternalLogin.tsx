"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { api } from "@/api/api";
import { externalProvider, externalStart } from "@/api/schemas";
import { useErrorText } from "@/api/useErrorText";
import { useI18n } from "@/i18n/I18nProvider";
import { Notice } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import * as z from "zod/mini";

/** Signing in with the hospital's own account, where the site has set that up. */
export function ExternalLogin() {
  const { t } = useI18n();
  const text = useErrorText();
  const provider = useQuery({ queryKey: ["external"], queryFn: ({ signal }) => api.ask("/auth/external", externalProvider, signal), retry: false });
  const start = useMutation({
    mutationFn: async () => z.parse(externalStart, await api.publicly("/auth/external/start", undefined)),
    onSuccess: ({ authorization_url: url }) => window.location.assign(url),
  });
  if (provider.data?.enabled !== true) return null;
  return (
    <div className="mt-5 flex flex-col gap-3 border-t border-line pt-5">
      {start.error !== null && <Notice tone="danger" role="alert">{text(start.error)}</Notice>}
      <Button look="secondary" busy={start.isPending || start.isSuccess} onClick={() => start.mutate()}>{t("login.external", { name: provider.data.name ?? "" })}</Button>
    </div>
  );
}
