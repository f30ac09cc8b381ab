import { useSyncExternalStore } from "react";
import type { SessionState } from "./Session";
import { session } from "./browserSession";

const starting: SessionState = { kind: "starting" };

export function useSession(): SessionState {
  return useSyncExternalStore(session.subscribe, session.current, () => starting);
}
