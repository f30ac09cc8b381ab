import { useQuery } from "@tanstack/react-query";
import { loadHeatmap, loadScan } from "./pictures";
import type { View } from "./state";

/** The slice's picture, and its heatmap once it is asked for. The last ones stay on the screen until the next ones are there. */
export function usePictures(scanId: string, { slice, label, heatmap: wanted }: View) {
  const kept = { staleTime: Infinity, gcTime: 60_000, placeholderData: <T,>(before: T) => before };
  const picture = useQuery({ queryKey: ["picture", scanId, slice], queryFn: ({ signal }) => loadScan(scanId, slice, signal), ...kept });
  const heatmap = useQuery({ queryKey: ["heatmap", scanId, label, slice], queryFn: ({ signal }) => loadHeatmap(scanId, label, slice, signal), enabled: wanted, ...kept });
  const failed = picture.error !== null ? picture : wanted && heatmap.error !== null ? heatmap : null;
  return {
    picture: picture.data ?? null,
    heatmap: wanted && !heatmap.isPlaceholderData ? (heatmap.data ?? null) : null,
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
  };
}
