import * as z from "zod/mini";

const changed = z.object({ scan_id: z.string(), status: z.string(), sequence: z.number() });
const missed = z.object({ reload: z.boolean(), sequence: z.number(), changes: z.array(changed) });

export type ScanChanged = z.infer<typeof changed>;
export type Missed = z.infer<typeof missed>;

/** One connection to the hub, from its start to its end. */
export interface Line {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** What happened after this sequence; null: where to go on from. */
  catchUp(after: number | null): Promise<Missed>;
  onChanged(hear: (change: ScanChanged) => void): void;
  onClosed(run: () => void): void;
}

const answerWithinMs = 15_000;

/** SignalR over a WebSocket to this web app's own server, which passes it on (live.mjs). */
export function openLine(accessToken: () => Promise<string>): Line {
  let connection: import("@microsoft/signalr").HubConnection | null = null;
  let hear: (change: ScanChanged) => void = () => undefined;
  let closed: () => void = () => undefined;
  return {
    async start() {
      // Loaded when a page first listens: patients never do.
      const [signalR, token] = await Promise.all([import("@microsoft/signalr"), accessToken()]);
      const { HubConnectionBuilder, HttpTransportType, LogLevel } = signalR;
      // SignalR takes the constructor to use, though its types keep it to themselves.
      const options = { transport: HttpTransportType.WebSockets, skipNegotiation: true, WebSocket: withToken(token) };
      connection = new HubConnectionBuilder()
        .withUrl("/api/hubs/scans", options)
        .configureLogging(LogLevel.None)
        .build();
      connection.on("scan_changed", (message: unknown) => hear(z.parse(changed, message)));
      connection.onclose(() => closed());
      await connection.start();
    },
    async stop() {
      await connection?.stop();
    },
    async catchUp(after) {
      if (connection === null) throw new Error("The line is not open.");
      return z.parse(missed, await within(connection.invoke("CatchUp", after)));
    },
    onChanged: (run) => void (hear = run),
    onClosed: (run) => void (closed = run),
  };
}

/** The token travels as a subprotocol: a browser can set no header on a WebSocket, and addresses are logged. */
function withToken(token: string): typeof WebSocket {
  return class extends WebSocket {
    constructor(url: string | URL) {
      super(url, ["csss.bearer", token]);
    }
  };
}

/** A line that was cut while the device slept never answers. */
function within<T>(answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error("No answer.")), answerWithinMs);
    answer.then(resolve, reject).finally(() => clearTimeout(limit));
  });
}
