"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { api } from "@/api/api";
import { sessions as sessionsSchema } from "@/api/schemas";
import { useErrorText } from "@/api/useErrorText";
import { useI18n } from "@/i18n/I18nProvider";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { ErrorState, SkeletonRows } from "@/ui/States";
import { useToast } from "@/ui/Toasts";

/** Where this account is logged in, and a way to end each. */
export function SessionsCard() {
  const { t, format } = useI18n();
  const toast = useToast();
  const text = useErrorText();
  const { data, error, refetch } = useQuery({ queryKey: ["sessions"], queryFn: ({ signal }) => api.get("/auth/sessions", sessionsSchema, { signal }) });
  // Shown as ended only once it has: until then whoever sits there is still in.
  const end = useMutation({ mutationFn: (sid: string) => api.do("DELETE", `/auth/sessions/${sid}`).then(() => refetch()), onError: (failure) => toast(text(failure), true) });
  return (
    <Card title={t("sessions.title")}>
      {error !== null ? <ErrorState error={error} retry={() => void refetch()} /> : !data ? <SkeletonRows rows={2} /> : (
        <ul className="divide-y divide-line">
          {data.items.map((one) => (
            <li key={one.sid} className="flex flex-wrap items-center justify-between gap-2 py-3">
              <span><span className="block" dir="ltr">{one.source ?? "–"}</span><span className="text-sm text-muted">{t("sessions.used", { time: format.time(one.last_used_at) })}</span></span>
              {one.current ? <Badge tone="good">{t("sessions.current")}</Badge> : <Button look="secondary" busy={end.isPending && end.variables === one.sid} onClick={() => end.mutate(one.sid)}>{t("sessions.end")}</Button>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
