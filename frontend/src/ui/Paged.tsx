"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import * as z from "zod/mini";
import { api } from "@/api/api";
import { query } from "@/api/Client";
import { page } from "@/api/schemas";
import { useI18n } from "@/i18n/I18nProvider";
import { Button } from "./Button";
import { ErrorState, SkeletonRows } from "./States";

type Parameters = Record<string, string | number | null | undefined>;

/** A list of the API, page after page by its cursor. */
export function usePaged<T extends z.ZodMiniType>(path: string, item: T, parameters: Parameters = {}, refetchInterval: number | false = false) {
  const result = useInfiniteQuery({
    queryKey: [path, parameters],
    queryFn: ({ pageParam, signal }) => api.get(path + query({ ...parameters, limit: 50, cursor: pageParam }), page(item), { signal }),
    refetchInterval,
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor ?? null,
  });
  const items = result.data?.pages.flatMap((one) => one.items as z.infer<T>[]) ?? [];
  return { ...result, items };
}

/** The states every list has: loading, failed, empty, and more to come. */
export function Paged<T>({ list, empty, children }: {
  list: { items: T[]; isPending: boolean; error: unknown; refetch: () => unknown; hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
  empty: ReactNode;
  children: (items: T[]) => ReactNode;
}) {
  const { t } = useI18n();
  if (list.isPending) return <SkeletonRows />;
  if (list.error !== null && list.items.length === 0) return <ErrorState error={list.error} retry={() => void list.refetch()} />;
  if (list.items.length === 0) return empty;
  return (
    <>
      {children(list.items)}
      {list.hasNextPage && <Button look="secondary" className="mt-4" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t("showMore")}</Button>}
    </>
  );
}
