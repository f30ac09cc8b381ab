"use client";

import { useEffect } from "react";
import { api } from "@/api/api";
import { session } from "./browserSession";

const everyMs = 3_000;

/**
 * Whoever was disabled is out of a page that lies open as well, not only at the next click: a small question every few seconds, while the page is in
 * sight. The answer matters to nobody; a refusal ends the session (Client, Session). For staff: a patient's page shows the patient's own data.
 */
export function SessionWatch() {
  useEffect(() => {
    let asking = false;
    const timer = setInterval(() => {
      if (asking || document.hidden || session.current().kind !== "active") return;
      asking = true;
      // No connection, or a service that is away: that says nothing about the session.
      void api.do("GET", "/auth/me").catch(() => undefined).finally(() => (asking = false));
    }, everyMs);
    return () => clearInterval(timer);
  }, []);
  return null;
}
