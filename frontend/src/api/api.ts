import { session } from "@/session/browserSession";
import { Client } from "./Client";

/** The one API client of this tab. */
export const api = new Client(session);
