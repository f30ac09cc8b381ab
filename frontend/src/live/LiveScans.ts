import type { Line, Missed, ScanChanged } from "./line";

type Listener = (changed: ReadonlySet<string> | null) => void;

const gatherMs = 100;
const lingerMs = 5_000;
const shortMs = 5_000;
const waitsMs = [0, 1_000, 2_000, 5_000, 10_000, 30_000];

/**
 * One connection to the hub for the whole tab, open while somebody listens. Whatever breaks it, it comes back and asks what it missed: `after` moves
 * with what is pushed only once the question has been answered, so that a break in between loses nothing.
 */
export class LiveScans {
  private readonly listeners = new Set<Listener>();
  private readonly stateListeners = new Set<() => void>();
  private line: Line | null = null;
  private after: number | null = null;
  private live = false;
  private running = false;
  private failures = 0;
  private wake: (() => void) | null = null;
  private gathered: Set<string> | null = new Set();
  private gathering = false;

  constructor(
    private readonly open: () => Line,
    private readonly later: (run: () => void, ms: number) => unknown = (run, ms) => setTimeout(run, ms),
    private readonly now: () => number = Date.now,
  ) {}

  readonly isLive = (): boolean => this.live;

  readonly subscribeState = (listener: () => void): (() => void) => {
    this.stateListeners.add(listener);
    return () => this.stateListeners.delete(listener);
  };

  /** The ids of scans that changed; null: any may have. */
  readonly listen = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    if (!this.running) void this.run();
    return () => {
      this.listeners.delete(listener);
      // The next page listens in a moment.
      this.later(() => this.listeners.size === 0 && this.hangUp(), lingerMs);
    };
  };

  /** The device was asleep, hidden or without a network: what looks open may be long dead. */
  readonly check = (): void => {
    this.wake?.();
    if (this.line !== null && this.live) this.catchUp(this.line).catch(() => this.hangUp());
  };

  private async run(): Promise<void> {
    this.running = true;
    while (this.listeners.size > 0) {
      const line = (this.line = this.open());
      const closed = new Promise<void>((resolve) => line.onClosed(resolve));
      try {
        line.onChanged((change) => this.hear(change));
        await line.start();
        await this.catchUp(line);
        this.become(true);
        const since = this.now();
        if (this.listeners.size > 0) await closed;
        // One that ends with its token comes back at once; one that is cut again and again, more and more slowly.
        this.failures = this.now() - since < shortMs ? this.failures + 1 : 0;
      } catch {
        this.failures++; // polling goes on meanwhile
      }
      this.become(false);
      this.line = null;
      await line.stop();
      if (this.listeners.size > 0) await this.pause();
    }
    this.running = false;
  }

  private async catchUp(line: Line): Promise<void> {
    const missed: Missed = await line.catchUp(this.after);
    if (this.line !== line) return;
    const news = missed.reload || this.after === null ? null : new Set(missed.changes.map((change) => change.scan_id));
    this.after = missed.reload ? missed.sequence : Math.max(this.after ?? 0, missed.sequence);
    if (news === null || news.size > 0) this.gather(news);
  }

  private hear(change: ScanChanged): void {
    if (this.live && this.after !== null && change.sequence > this.after) this.after = change.sequence;
    this.gather(new Set([change.scan_id]));
  }

  private gather(changed: ReadonlySet<string> | null): void {
    this.gathered = changed === null || this.gathered === null ? null : new Set([...this.gathered, ...changed]);
    if (this.gathering) return;
    this.gathering = true;
    this.later(() => {
      const all = this.gathered;
      this.gathered = new Set();
      this.gathering = false;
      for (const listener of this.listeners) listener(all);
    }, gatherMs);
  }

  /** Ends the connection; while somebody listens, another one is opened. */
  hangUp(): void {
    void this.line?.stop();
    this.wake?.();
  }

  private pause(): Promise<void> {
    const wait = waitsMs[Math.min(this.failures, waitsMs.length - 1)] ?? 0;
    return new Promise((resolve) => {
      this.wake = () => {
        this.wake = null;
        resolve();
      };
      this.later(() => this.wake?.(), wait * (0.8 + Math.random() * 0.4));
    });
  }

  private become(live: boolean): void {
    if (this.live === live) return;
    this.live = live;
    for (const listener of this.stateListeners) listener();
  }
}
