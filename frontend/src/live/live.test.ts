import { expect, test } from "vitest";
import { LiveScans } from "./LiveScans";
import type { Line, Missed, ScanChanged } from "./line";

/** A hub that keeps every change, and whose lines can be cut. */
class Hub {
  readonly lines: TestLine[] = [];
  readonly asked: (number | null)[] = [];
  oldest = 0;
  away = false;
  /** What the next line's answer waits for. */
  nextAnswers = Promise.resolve();
  private readonly log: ScanChanged[] = [];

  readonly open = (): Line => {
    const line = new TestLine(this);
    this.lines.push(line);
    this.nextAnswers = Promise.resolve();
    return line;
  };

  change(scanId: string) {
    const change = { scan_id: scanId, status: "completed", sequence: this.log.length + 1 };
    this.log.push(change);
    for (const line of this.lines) if (line.isOpen) line.hear(change);
  }

  missed(after: number | null): Missed {
    this.asked.push(after);
    const reload = after !== null && after < this.oldest;
    return { reload, sequence: this.log.length, changes: after === null || reload ? [] : this.log.slice(after) };
  }

  get last(): TestLine {
    const line = this.lines.at(-1);
    if (line === undefined) throw new Error("No line was opened.");
    return line;
  }
}

class TestLine implements Line {
  isOpen = false;
  hear: (change: ScanChanged) => void = () => undefined;
  private closed: () => void = () => undefined;
  private readonly answers: Promise<void>;

  constructor(private readonly hub: Hub) {
    this.answers = hub.nextAnswers;
  }

  start = () => (this.hub.away ? Promise.reject(new Error("away")) : Promise.resolve(void (this.isOpen = true)));
  stop = () => Promise.resolve(this.cut());
  catchUp = (after: number | null) => this.answers.then(() => (this.isOpen ? this.hub.missed(after) : Promise.reject(new Error("cut"))));
  onChanged = (run: (change: ScanChanged) => void) => void (this.hear = run);
  onClosed = (run: () => void) => void (this.closed = run);

  cut() {
    this.isOpen = false;
    this.closed();
  }
}

function listening(hub = new Hub()) {
  const later: { run: () => void; ms: number }[] = [];
  const clock = { now: 0 };
  const live = new LiveScans(hub.open, (run, ms) => later.push({ run, ms }), () => clock.now);
  const heard: (string[] | null)[] = [];
  const stop = live.listen((changed) => heard.push(changed === null ? null : [...changed]));
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  /** Lets everything happen that is due, and what follows from it. */
  const pass = async () => {
    for (await settle(); later.length > 0; await settle()) for (const { run } of later.splice(0)) run();
  };
  return { hub, live, heard, stop, pass, settle, later, clock };
}

test("what is pushed is told, several at once as one", async () => {
  const { hub, live, heard, pass } = listening();
  await pass();
  expect(live.isLive()).toBe(true);
  expect(heard).toEqual([null]); // what happened before the line was open

  hub.change("a");
  hub.change("b");
  hub.change("a");
  await pass();
  expect(heard).toEqual([null, ["a", "b"]]);
});

test("what is missed while the line is down is told when it is back", async () => {
  const { hub, live, heard, pass } = listening();
  await pass();
  hub.change("a");
  await pass();

  hub.last.cut();
  hub.change("b");
  hub.change("c");
  await pass();

  expect(hub.asked).toEqual([null, 1]);
  expect(heard).toEqual([null, ["a"], ["b", "c"]]);
  expect(live.isLive()).toBe(true);
});

test("a line cut before it could say what was missed forgets nothing, whatever was pushed meanwhile", async () => {
  const { hub, heard, pass, settle } = listening();
  await pass();
  hub.last.cut();
  hub.change("missed");
  let answer: () => void = () => undefined;
  hub.nextAnswers = new Promise((resolve) => (answer = resolve));
  await pass();
  hub.change("pushed"); // overtakes the answer
  await settle();
  hub.last.cut();
  answer();
  await pass();

  expect(hub.asked).toEqual([null, 0]);
  expect(heard.flat()).toContain("missed");
  expect(heard.flat()).toContain("pushed");
});

test("away for longer than is kept: everything is read again", async () => {
  const { hub, heard, pass } = listening();
  await pass();
  hub.last.cut();
  for (const scan of ["a", "b", "c"]) hub.change(scan);
  hub.oldest = 2;
  await pass();
  expect(heard).toEqual([null, null]);
  hub.last.cut();
  await pass();
  expect(hub.asked).toEqual([null, 0, 3]);
});

test("a hub that is away is asked more and more slowly, and polling is told", async () => {
  const hub = new Hub();
  hub.away = true;
  const { live, later, settle } = listening(hub);
  const waits: number[] = [];
  for (let turn = 0; turn < 7; turn++) {
    await settle();
    const [next] = later.splice(0);
    waits.push(next?.ms ?? -1);
    next?.run();
  }
  expect(live.isLive()).toBe(false);
  expect(waits[0]).toBeLessThanOrEqual(1_200);
  expect(waits[6]).toBeGreaterThanOrEqual(24_000);
  expect(waits[6]).toBeLessThanOrEqual(36_000);
});

test("a line that ends with its token is opened again at once; one that is cut at once, less and less eagerly", async () => {
  const { hub, later, settle, clock } = listening();
  await settle();
  clock.now += 300_000;
  hub.last.cut();
  await settle();
  expect(later.at(-1)?.ms).toBe(0);
  for (const { run } of later.splice(0)) run();
  await settle();
  hub.last.cut();
  await settle();
  expect(later.at(-1)?.ms).toBeGreaterThanOrEqual(800);
});

test("after sleep an open line is asked, and one that does not answer is replaced", async () => {
  const { hub, live, heard, pass } = listening();
  await pass();
  const dead = hub.last;
  dead.isOpen = false; // no end was heard of
  hub.change("slept through");
  live.check();
  await pass();
  expect(hub.last).not.toBe(dead);
  expect(heard.at(-1)).toEqual(["slept through"]);
});

test("the line is hung up once nobody listens", async () => {
  const { hub, live, stop, pass } = listening();
  await pass();
  stop();
  await pass();
  expect(hub.last.isOpen).toBe(false);
  expect(live.isLive()).toBe(false);
  expect(hub.lines.length).toBe(1);
});
