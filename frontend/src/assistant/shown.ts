import { useSyncExternalStore } from "react";

let shown = false;
const listeners = new Set<() => void>();

/** Whether the assistant is open in this tab; it stays so from page to page. Apart from the talk itself, which is loaded only when it is. */
export function show(now: boolean): void {
  shown = now;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useShown = (): boolean => useSyncExternalStore(subscribe, () => shown, () => false);
