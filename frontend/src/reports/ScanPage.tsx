"use client";

import { useQuery } from "@tanstack/react-query";
import { api } from "@/api/api";
import { scan as scanSchema } from "@/api/schemas";
import { isOnItsWay, useScanChanges } from "@/live/useScanChanges";
import { ErrorState, Skeleton } from "@/ui/States";
import { OneScan } from "./OneScan";

export function ScanPage({ id }: { id: string }) {
  const scan = useQuery({ queryKey: ["scan", id], queryFn: ({ signal }) => api.get(`/doctor/scans/${id}`, scanSchema, { signal }) });
  useScanChanges(() => void scan.refetch(), scan.data ? isOnItsWay(scan.data.status) : false, id);
  if (scan.data) return <OneScan scan={scan.data} />;
  if (scan.error !== null) return <ErrorState error={scan.error} retry={() => void scan.refetch()} />;
  return <div className="grid gap-5 xl:grid-cols-[1fr_26rem]"><Skeleton className="h-[70dvh]" /><Skeleton className="h-[70dvh]" /></div>;
}
