"use client";

import { useEffect } from "react";
import { session } from "./browserSession";

/** A page that was opened or loaded anew finds its session again by the cookie. */
export function SessionStart() {
  useEffect(() => {
    // Nobody logged in, or no connection: the page says so where it needs a session.
    if (session.current().kind === "starting") session.resume().catch(() => undefined);
  }, []);
  return null;
}
