"use client";

import { useState } from "react";
import { api } from "@/api/api";
import { useErrorText } from "@/api/useErrorText";
import type { User } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Cell, Row } from "@/ui/Table";
import { useToast } from "@/ui/Toasts";
import { roles } from "./UsersPage";

export function UserRow({ user, onChanged }: { user: User; onChanged: () => void }) {
  const { t, maybe, format } = useI18n();
  const toast = useToast();
  const text = useErrorText();
  const [busy, setBusy] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const act = (work: Promise<void>) => {
    setBusy(true);
    work.then(() => toast(t("saved")), (error: unknown) => toast(text(error), true)).finally(() => {
      setBusy(false);
      setDeleting(false);
      onChanged();
    });
  };
  const change = (to: { role?: string; status?: string }) => act(api.do("PUT", `/admin/users/${user.user_id}`, to));
  const active = user.status === "active";
  return (
    <Row>
      <Cell><span className="block font-medium"><bdi>{user.name}</bdi></span><span className="break-words text-muted" dir="ltr">{user.email}</span></Cell>
      <Cell head={t("role")}>
        <select aria-label={t("users.roleOf", { name: user.name })} value={user.role} onChange={(event) => change({ role: event.target.value })} className="h-9 rounded-lg border border-edge bg-surface px-2">
          {roles.map((one) => <option key={one} value={one}>{t(`role.${one}`)}</option>)}
        </select>
      </Cell>
      <Cell head={t("status")}><Badge tone={active ? "good" : user.status === "disabled" ? "danger" : "warning"}>{maybe(`account.${user.status}`) ?? user.status}</Badge></Cell>
      <Cell head={t("users.lastLogin")} className="text-muted">{user.last_login_at ? format.time(user.last_login_at) : t("users.never")}</Cell>
      <Cell>
        <div className="flex flex-wrap gap-2">
          <Button look="secondary" busy={busy} aria-label={t(active ? "users.disableOf" : user.status === "pending_approval" ? "users.approveOf" : "users.enableOf", { name: user.name })} onClick={() => change({ status: active ? "disabled" : "active" })}>
            {t(active ? "users.disable" : user.status === "pending_approval" ? "users.approve" : "users.enable")}
          </Button>
          <Button look="danger" aria-label={t("users.deleteOf", { name: user.name })} onClick={() => setDeleting(true)}>{t("users.delete")}</Button>
        </div>
        {deleting && (
          <Dialog title={t("users.deleteOf", { name: user.name })} onClose={() => setDeleting(false)}>
            <p className="mb-4">{t("users.deleteLead")}</p>
            <div className="flex gap-3">
              <Button look="danger" busy={busy} onClick={() => act(api.do("DELETE", `/admin/users/${user.user_id}`))}>{t("users.delete")}</Button>
              <Button look="ghost" onClick={() => setDeleting(false)}>{t("cancel")}</Button>
            </div>
          </Dialog>
        )}
      </Cell>
    </Row>
  );
}
