import { session } from "@/session/browserSession";
import { LiveScans } from "./LiveScans";
import { openLine } from "./line";

/** The tab's one connection to the hub. */
export const liveScans = new LiveScans(() => openLine(() => session.accessToken()));

if (typeof window !== "undefined") {
  // The next person in this tab gets a connection of their own.
  session.subscribe(() => {
    if (session.current().kind !== "active") liveScans.hangUp();
  });
  window.addEventListener("online", liveScans.check);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) liveScans.check();
  });
}
