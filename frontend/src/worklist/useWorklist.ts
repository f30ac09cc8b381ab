import { useInfiniteQuery, useQueryClient, type InfiniteData } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api } from "@/api/api";
import { query } from "@/api/Client";
import { page, scan as scanSchema, type Scan } from "@/api/schemas";
import { isOnItsWay, useScanChanges } from "@/live/useScanChanges";

interface ScanPage {
  items: Scan[];
  next_cursor?: string | null | undefined;
}

export interface Filter {
  readonly modality: string;
  readonly status: string;
  readonly label: string;
  readonly patient_id?: string;
}

const pageSize = 100;
const most = 10_000;

/** Every scan in care, page after page in the background, the newest first; the first page is looked at again when something may have changed. */
export function useWorklist(filter: Filter) {
  const client = useQueryClient();
  const key = ["scans", filter];
  const fetchPage = (cursor: string | null, signal?: AbortSignal) =>
    api.get(`/doctor/scans${query({ ...filter, limit: pageSize, cursor })}`, page(scanSchema), signal ? { signal } : {}) as Promise<ScanPage>;

  const result = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last, pages) => (pages.length * pageSize >= most ? null : (last.next_cursor ?? null)),
    staleTime: Infinity,
  });
  const scans = result.data?.pages.flatMap((one) => one.items) ?? [];
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = result;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);

  const looks = useRef({ asked: 0, shown: 0, isDue: false });
  const look = () => {
    const own = looks.current;
    own.isDue = !result.data || result.isFetching;
    if (own.isDue) return; // what is being fetched would overwrite it: afterwards
    const number = ++own.asked;
    fetchPage(null).then(
      (first) => {
        if (number < own.shown) return; // overtaken by a later one
        own.shown = number;
        client.setQueryData<InfiniteData<ScanPage, string | null>>(key, (old) => old && withFirstPage(old, first));
      },
      () => undefined, // the next look comes soon enough; what is on the page stays
    );
  };
  useScanChanges(look, scans.some((one) => isOnItsWay(one.status)));
  useEffect(() => {
    if (looks.current.isDue && !result.isFetching) look();
  });

  return { ...result, scans };
}

/** New scans push old ones from the first page to the second: nothing is lost and nothing is there twice. */
export function withFirstPage(old: InfiniteData<ScanPage, string | null>, first: ScanPage): InfiniteData<ScanPage, string | null> {
  const fresh = new Set(first.items.map((one) => one.scan_id));
  const [before, ...rest] = old.pages;
  if (before === undefined) return old;
  const pushedOut = before.items.filter((one) => !fresh.has(one.scan_id));
  const next = old.pages.length === 1 && pushedOut.length === 0 ? first.next_cursor : before.next_cursor;
  return { ...old, pages: [{ items: [...first.items, ...pushedOut], next_cursor: next }, ...rest] };
}
