import { useQuery } from "@tanstack/react-query";
import { api } from "@/api/api";
import { page, patient } from "@/api/schemas";

const empty: ReadonlyMap<string, string> = new Map();

/** Names for the ids that scans carry: the newest hundred patients; an older one is shown by the end of its id. */
export function usePatientNames(): ReadonlyMap<string, string> {
  const { data } = useQuery({
    queryKey: ["patient-names"],
    queryFn: async ({ signal }) => {
      const { items } = await api.get("/doctor/patients?limit=100", page(patient), { signal });
      return new Map(items.map((one) => [one.patient_id, one.name]));
    },
    staleTime: 60_000,
  });
  return data ?? empty;
}
