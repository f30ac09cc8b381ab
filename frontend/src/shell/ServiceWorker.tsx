"use client";

import { useEffect } from "react";

/** Makes the app installable and gives it an honest page without a connection. It keeps no data: see public/sw.js. */
export function ServiceWorker() {
  useEffect(() => {
    if ("serviceWorker" in navigator && process.env.NODE_ENV === "production") void navigator.serviceWorker.register("/sw.js").catch(() => undefined);
  }, []);
  return null;
}
