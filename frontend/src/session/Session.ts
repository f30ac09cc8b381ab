import { noAnswer, readProblem } from "@/api/problem";
import { login as loginSchema, tokens as tokensSchema, type Role } from "@/api/schemas";
import * as z from "zod/mini";

export interface Person {
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
}

/** starting: not known yet. expired: somebody was logged in, and what they typed is still on the page. */
export type SessionState = { readonly kind: "starting" | "anonymous" } | { readonly kind: "active" | "expired"; readonly person: Person };

type Exclusively = <T>(work: () => Promise<T>) => Promise<T>;

export interface Challenge {
  readonly challengeToken: string;
}

const early = 20_000;

/**
 * Who is logged in, in this tab. The access token lives in this object and nowhere else; the refresh token in a cookie that only the server sees.
 * One refresh at a time, in all tabs together: the server takes two for theft.
 */
export class Session {
  private state: SessionState = { kind: "starting" };
  private token: { readonly value: string; readonly until: number } | null = null;
  private refreshing: Promise<void> | null = null;
  private readonly listeners = new Set<() => void>();
  private readonly loginWaiters = new Set<() => void>();

  constructor(
    private readonly fetcher: typeof fetch,
    private readonly exclusively: Exclusively,
    private readonly now: () => number = Date.now,
    private readonly tellOtherTabs: (message: "ended") => void = () => undefined,
  ) {}

  readonly current = (): SessionState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** An access token that is good for a moment yet. Waits for a new login when the session has ended. */
  async accessToken(): Promise<string> {
    for (;;) {
      if (this.token !== null && this.token.until - early > this.now()) return this.token.value;
      if (this.state.kind === "expired") await this.nextLogin();
      else await this.refresh();
    }
  }

  /** The API refused this token: it is not used again. */
  refused(token: string): void {
    if (this.token?.value === token) this.token = null;
  }

  /** From the cookie, when a page is opened. */
  async resume(): Promise<void> {
    await this.refresh().catch((error: unknown) => {
      if (this.state.kind === "starting") this.become({ kind: "anonymous" });
      throw error;
    });
  }

  async login(email: string, password: string): Promise<Challenge | null> {
    return this.open("/api/auth/login", { email, password });
  }

  async answerChallenge(email: string, otp: string, challenge: Challenge): Promise<void> {
    await this.open("/api/otp/verify", { email, otp, challenge_token: challenge.challengeToken });
  }

  /** A (new) code by mail, also for who has lost the authenticator. */
  async mailCode(email: string, challenge: Challenge): Promise<void> {
    const answer = await this.post("/api/otp/send", { email, challenge_token: challenge.challengeToken });
    if (!answer.ok) throw await readProblem(answer);
  }

  /** What the hospital's own sign-in sent the browser back with. */
  async finishExternalLogin(state: string, code: string): Promise<void> {
    await this.open("/api/auth/external/finish", { state, code });
  }

  async logout(): Promise<void> {
    const token = this.token?.value;
    this.end();
    this.tellOtherTabs("ended");
    await this.post("/api/auth/logout", undefined, token);
  }

  /** Logged out, here or in another tab. */
  end(): void {
    this.token = null;
    this.become({ kind: "anonymous" });
  }

  private refresh(): Promise<void> {
    this.refreshing ??= this.exclusively(() => this.refreshNow()).finally(() => {
      this.refreshing = null;
    });
    return this.refreshing;
  }

  private async refreshNow(): Promise<void> {
    const answer = await this.post("/api/auth/refresh");
    if (answer.ok) this.take(z.parse(tokensSchema, await answer.json()));
    else if (answer.status === 401) this.become("person" in this.state ? { kind: "expired", person: this.state.person } : { kind: "anonymous" });
    else throw await readProblem(answer);
    if (this.state.kind === "anonymous") throw notLoggedIn();
  }

  private async open(path: string, body: unknown): Promise<Challenge | null> {
    const answer = await this.exclusively(() => this.post(path, body));
    if (!answer.ok) throw await readProblem(answer);
    const opened = z.parse(loginSchema, await answer.json());
    if ("challenge_token" in opened) return { challengeToken: opened.challenge_token };
    this.take(opened);
    return null;
  }

  private take(tokens: z.infer<typeof tokensSchema>): void {
    this.token = { value: tokens.access_token, until: this.now() + tokens.expires_in * 1000 };
    this.become({ kind: "active", person: { userId: tokens.user_id, name: tokens.name, role: tokens.role } });
    for (const waiter of this.loginWaiters) waiter();
    this.loginWaiters.clear();
  }

  private nextLogin(): Promise<void> {
    return new Promise((resolve) => this.loginWaiters.add(resolve));
  }

  private become(state: SessionState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }

  private async post(path: string, body?: unknown, token?: string): Promise<Response> {
    const headers: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
    if (token !== undefined) headers.authorization = `Bearer ${token}`;
    try {
      // keepalive: the answer, and the new cookie with it, arrives even when this page is left meanwhile.
      return await this.fetcher(path, { method: "POST", headers, body: body === undefined ? null : JSON.stringify(body), keepalive: true });
    } catch {
      throw noAnswer();
    }
  }
}

const notLoggedIn = () => Object.assign(new Error("Nobody is logged in."), { name: "NotLoggedIn" });
