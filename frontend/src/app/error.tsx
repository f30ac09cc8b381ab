"use client";

import { ErrorState } from "@/ui/States";

export default function PageError({ error, reset }: { error: Error; reset: () => void }) {
  return <div className="mx-auto max-w-xl px-4 py-16"><ErrorState error={error} retry={reset} /></div>;
}
