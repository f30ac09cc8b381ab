"use client";

import { createContext, useCallback, useContext, useState, type ReactNode } from "react";
import { classes } from "./classes";

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly bad: boolean;
}

const Context = createContext<(text: string, bad?: boolean) => void>(() => undefined);
const shownMs = 6000;
let nextId = 1;

/** Short news at the foot of the page, read out by screen readers. */
export function Toasts({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const show = useCallback((text: string, bad = false) => {
    const id = nextId++;
    setToasts((shown) => [...shown, { id, text, bad }]);
    setTimeout(() => setToasts((shown) => shown.filter((toast) => toast.id !== id)), shownMs);
  }, []);
  return (
    <Context value={show}>
      {children}
      <div aria-live="polite" className="pointer-events-none fixed inset-x-4 bottom-4 z-50 flex flex-col items-center gap-2">
        {toasts.map(({ id, text, bad }) => (
          <p key={id} className={classes("rounded-lg px-4 py-3 text-sm font-semibold shadow-lg", bad ? "bg-danger-tint text-danger" : "bg-tint text-accent")}>{text}</p>
        ))}
      </div>
    </Context>
  );
}

export const useToast = () => useContext(Context);
