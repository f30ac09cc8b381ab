import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api } from "@/api/api";
import { scan as scanSchema } from "@/api/schemas";
import { isOnItsWay, useScanChanges } from "@/live/useScanChanges";

/** One scan, looked at again when it changes. A change told while it is first being fetched may be newer than what comes: it is looked at once more afterwards. */
export function useScan(id: string) {
  const scan = useQuery({ queryKey: ["scan", id], queryFn: ({ signal }) => api.get(`/doctor/scans/${id}`, scanSchema, { signal }) });
  const { data, isFetching, refetch } = scan;
  const isDue = useRef(false);
  const look = () => {
    isDue.current = data === undefined && isFetching; // the first fetch cannot be begun anew: a refetch would be given its answer
    if (!isDue.current) void refetch();
  };
  useScanChanges(look, data ? isOnItsWay(data.status) : false, id);
  useEffect(() => {
    if (isDue.current && !isFetching) look();
  });
  return scan;
}
