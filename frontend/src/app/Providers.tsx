"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { ApiError } from "@/api/problem";
import { LoginAgain } from "@/session/LoginAgain";
import { SessionStart } from "@/session/SessionStart";
import { ServiceWorker } from "@/shell/ServiceWorker";
import { Toasts } from "@/ui/Toasts";

const worthAnotherTry = (error: unknown) => error instanceof ApiError && (error.status === 0 || error.status >= 500);

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(() => new QueryClient({
    defaultOptions: { queries: { retry: (count, error) => count < 2 && worthAnotherTry(error), staleTime: 5_000, networkMode: "always" }, mutations: { networkMode: "always" } },
  }));
  return (
    <QueryClientProvider client={client}>
      <Toasts>
        <SessionStart />
        {children}
        <LoginAgain />
        <ServiceWorker />
      </Toasts>
    </QueryClientProvider>
  );
}
