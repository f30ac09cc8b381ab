import { useEffect, useRef, type Dispatch, type PointerEvent, type RefObject } from "react";
import { wheelFactor, type Point } from "./camera";
import type { Change } from "./state";

/** One pointer pans or windows, two zoom and pan together, the right button always windows, the wheel zooms about the pointer. */
export function useDragging(frame: RefObject<HTMLDivElement | null>, tool: "pan" | "window", change: Dispatch<Change>) {
  const pointers = useRef(new Map<number, Point>());

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      change({ do: "zoom", factor: wheelFactor(event.deltaY), about: fromCentre(element, event) });
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [frame, change]);

  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const before = pointers.current.get(event.pointerId);
    if (before === undefined) return;
    const now = { x: event.clientX, y: event.clientY };
    const [dx, dy] = [now.x - before.x, now.y - before.y];
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    if (other !== undefined) {
      const centre = fromCentre(event.currentTarget, { clientX: (now.x + other.x) / 2, clientY: (now.y + other.y) / 2 });
      change({ do: "zoom", factor: distance(now, other) / Math.max(1, distance(before, other)), about: centre });
      change({ do: "pan", dx: dx / 2, dy: dy / 2 });
    } else change({ do: tool === "window" || (event.buttons & 2) !== 0 ? "window" : "pan", dx, dy });
    pointers.current.set(event.pointerId, now);
  };
  const release = (event: PointerEvent<HTMLDivElement>) => void pointers.current.delete(event.pointerId);

  return {
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    },
    onPointerMove,
    onPointerUp: release,
    onPointerCancel: release,
    onContextMenu: (event: { preventDefault: () => void }) => event.preventDefault(),
  };
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);

function fromCentre(element: HTMLElement, { clientX, clientY }: { clientX: number; clientY: number }): Point {
  const box = element.getBoundingClientRect();
  return { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 };
}
