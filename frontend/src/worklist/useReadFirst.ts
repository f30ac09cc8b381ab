import { useSyncExternalStore } from "react";

const key = "csss-read-first";
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Whether the reader wants to form an own impression before the model's is shown. Kept on this machine. */
export function useReadFirst(): readonly [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(subscribe, () => localStorage.getItem(key) === "on", () => false);
  const set = (value: boolean) => {
    localStorage.setItem(key, value ? "on" : "off");
    for (const listener of listeners) listener();
  };
  return [on, set];
}
