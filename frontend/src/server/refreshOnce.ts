/**
 * One refresh for one token, however often it is asked for within a few seconds. The server ends the whole session when an old token comes twice,
 * and a browser that leaves a page in the middle of a refresh does just that: its answer, and the new cookie in it, went to a page that is gone.
 */
export class RefreshOnce<T> {
  private readonly running = new Map<string, Promise<T>>();

  constructor(
    private readonly keptMs = 10_000,
    private readonly later: (run: () => void, ms: number) => void = (run, ms) => void setTimeout(run, ms).unref(),
  ) {}

  run(token: string, refresh: () => Promise<T>): Promise<T> {
    const known = this.running.get(token);
    if (known) return known;
    const started = refresh();
    this.running.set(token, started);
    const forget = () => this.later(() => this.running.delete(token), this.keptMs);
    started.then(forget, () => this.running.delete(token));
    return started;
  }
}
