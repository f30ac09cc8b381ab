"use client";

import { ErrorState, Skeleton } from "@/ui/States";
import { OneScan } from "./OneScan";
import { useScan } from "./useScan";

export function ScanPage({ id }: { id: string }) {
  const scan = useScan(id);
  if (scan.data) return <OneScan scan={scan.data} />;
  if (scan.error !== null) return <ErrorState error={scan.error} retry={() => void scan.refetch()} />;
  return <div className="grid gap-5 xl:grid-cols-[1fr_26rem]"><Skeleton className="h-[70dvh]" /><Skeleton className="h-[70dvh]" /></div>;
}
