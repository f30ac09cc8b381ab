"use client";

import { useQuery } from "@tanstack/react-query";
import { api } from "@/api/api";
import { me as meSchema } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { PageTitle } from "@/ui/Card";
import { ErrorState, SkeletonRows } from "@/ui/States";
import { NameCard } from "./NameCard";
import { NoticesCard } from "./NoticesCard";
import { PasswordCard } from "./PasswordCard";
import { SessionsCard } from "./SessionsCard";
import { TwoFactorCard } from "./TwoFactorCard";

export function AccountPage() {
  const { t } = useI18n();
  const { data, error, refetch } = useQuery({ queryKey: ["me"], queryFn: ({ signal }) => api.get("/auth/me", meSchema, { signal }) });
  return (
    <div className="mx-auto max-w-2xl">
      <PageTitle title={t("nav.account")} lead={data && <span dir="ltr">{data.email}</span>} />
      {error !== null ? <ErrorState error={error} retry={() => void refetch()} /> : !data ? <SkeletonRows /> : (
        <div className="flex flex-col gap-5">
          <NameCard name={data.name} />
          {data.role === "patient" && <NoticesCard phone={data.phone ?? ""} consent={data.whatsapp_consent} />}
          <PasswordCard />
          <TwoFactorCard on={data.two_factor} enrolled={data.authenticator} />
          <SessionsCard />
        </div>
      )}
    </div>
  );
}
