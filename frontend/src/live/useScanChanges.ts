import { useEffect, useRef } from "react";

const soonMs = 1_500;
const nowAndThenMs = 15_000;

/**
 * Calls back when scans may have changed. Behind it is polling, quick while something is on its way and slow else, and silent while the page is
 * hidden; a push from the server takes its place here and nowhere else.
 */
export function useScanChanges(onChange: () => void, somethingIsOnItsWay: boolean): void {
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(() => {
    const look = () => {
      if (!document.hidden) latest.current();
    };
    const timer = setInterval(look, somethingIsOnItsWay ? soonMs : nowAndThenMs);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [somethingIsOnItsWay]);
}

export const isOnItsWay = (status: string): boolean => status === "queued" || status === "processing";
