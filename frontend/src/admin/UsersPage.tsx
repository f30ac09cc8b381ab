"use client";

import { Users } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { user } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { PageTitle } from "@/ui/Card";
import { Field, Select } from "@/ui/Field";
import { Paged, usePaged } from "@/ui/Paged";
import { Empty } from "@/ui/States";
import { Table } from "@/ui/Table";
import { UserRow } from "./UserRow";

export const roles = ["admin", "doctor", "patient", "pharmacist"] as const;
const statuses = ["active", "pending_verification", "pending_approval", "disabled"] as const;

export function UsersPage() {
  const { t } = useI18n();
  const [typed, setTyped] = useState("");
  const [role, setRole] = useState("");
  const [status, setStatus] = useState("");
  const list = usePaged("/admin/users", user, { query: useDeferredValue(typed.trim()), role, status });
  return (
    <>
      <PageTitle title={t("nav.users")} />
      <div className="mb-5 grid gap-3 sm:grid-cols-3">
        <Field label={t("search")} type="search" value={typed} onChange={(event) => setTyped(event.target.value)} />
        <Select label={t("role")} value={role} onChange={(event) => setRole(event.target.value)}>
          <option value="">{t("all")}</option>
          {roles.map((one) => <option key={one} value={one}>{t(`role.${one}`)}</option>)}
        </Select>
        <Select label={t("status")} value={status} onChange={(event) => setStatus(event.target.value)}>
          <option value="">{t("all")}</option>
          {statuses.map((one) => <option key={one} value={one}>{t(`account.${one}`)}</option>)}
        </Select>
      </div>
      <Paged list={list} empty={<Empty icon={Users} title={t("users.none")} />}>
        {(users) => (
          <Table caption={t("nav.users")} head={[t("name"), t("role"), t("status"), t("users.lastLogin"), t("actions")]}>
            {users.map((one) => <UserRow key={one.user_id} user={one} onChanged={() => void list.refetch()} />)}
          </Table>
        )}
      </Paged>
    </>
  );
}
