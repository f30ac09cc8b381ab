import { useEffect, useRef, useSyncExternalStore } from "react";
import { liveScans } from "./tabScans";

const soonMs = 1_500;
const nowAndThenMs = 15_000;
const justInCaseMs = 60_000;

/**
 * Calls back when scans may have changed: pushed by the server, or, while its hub is away, looked for again and again, quickly while something is on
 * its way. Silent while the page is hidden; it looks when it is shown again.
 */
export function useScanChanges(onChange: () => void, somethingIsOnItsWay: boolean, onlyScan?: string): void {
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(
    () => liveScans.listen((changed) => {
      if (!document.hidden && (changed === null || onlyScan === undefined || changed.has(onlyScan))) latest.current();
    }),
    [onlyScan],
  );
  const isLive = useSyncExternalStore(liveScans.subscribeState, liveScans.isLive, () => false);
  const every = isLive ? justInCaseMs : somethingIsOnItsWay ? soonMs : nowAndThenMs;
  useEffect(() => {
    const look = () => {
      if (!document.hidden) latest.current();
    };
    const timer = setInterval(look, every);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [every]);
}

export const isOnItsWay = (status: string): boolean => status === "queued" || status === "processing";
