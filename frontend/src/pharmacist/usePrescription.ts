import { useState, type FormEvent } from "react";
import { api } from "@/api/api";
import { useErrorText } from "@/api/useErrorText";

export const parts = ["drug", "dose", "frequency", "duration", "notes"] as const;

export type Part = (typeof parts)[number];
export type Item = Record<Part, string>;

export const blank: Item = { drug: "", dose: "", frequency: "", duration: "", notes: "" };

export const isMissing = (item: Item, part: Part): boolean => part !== "notes" && item[part].trim() === "";

/** A prescription as it is being written. What is missing is said once somebody has tried to issue it; it goes out once, whole. */
export function usePrescription() {
  const text = useErrorText();
  const [patient, setPatient] = useState("");
  const [items, setItems] = useState<readonly Item[]>([blank]);
  const [checked, setChecked] = useState(false);
  const [state, setState] = useState<{ busy: boolean; done: boolean; failure: string | null }>({ busy: false, done: false, failure: null });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (state.busy || patient === "" || items.some((item) => parts.some((part) => isMissing(item, part)))) return;
    setState({ busy: true, done: false, failure: null });
    api.do("POST", "/doctor/prescriptions", { patient_id: patient, items: items.map((item) => ({ ...item, notes: item.notes.trim() || null })) }).then(
      () => {
        setItems([blank]);
        setChecked(false);
        setState({ busy: false, done: true, failure: null });
      },
      (error: unknown) => setState({ busy: false, done: false, failure: text(error) }),
    );
  };
  return { patient, setPatient, items, setItems, checked, submit, ...state };
}
