import { Session } from "./Session";

const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("csss-session");

/** The tab's one session. The lock is the browser's own, across tabs. */
export const session = new Session(
  (input, init) => fetch(input, init),
  (work) => navigator.locks.request("csss-refresh", work),
  Date.now,
  (message) => channel?.postMessage(message),
);

channel?.addEventListener("message", ({ data }) => {
  if (data === "ended") session.end();
});
