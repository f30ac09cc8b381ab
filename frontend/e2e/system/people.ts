import { expect, type APIRequestContext } from "@playwright/test";
import { accounts, type Account } from "./accounts";
import type { Inbox } from "./inbox";

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** See evenIfReset in the fixtures. */
const maxRetries = 3;
let count = 0;

/** People and their records made by the API, as the web app's own forms would; the browser's cookies are left alone. */
export class People {
  constructor(
    private readonly request: APIRequestContext,
    readonly web: string,
    private readonly inbox: Inbox,
  ) {}

  /** Registered, and the address verified by the code from the inbox. Staff wait for an admin then. */
  async register(role: "patient" | "doctor" | "pharmacist"): Promise<Person> {
    const mark = `${Date.now().toString(36)}${(count++).toString(36)}`;
    const person = { name: `Erin ${mark}`, email: `e2e-${mark}@example.org`, password: "a long enough password" };
    await this.post("/auth/register", { ...person, role }, 201);
    await this.post("/otp/verify", { email: person.email, otp: await this.inbox.code(person.email) }, 200);
    const { items } = (await this.get(`/admin/users?query=${encodeURIComponent(person.email)}`, await this.tokenOf("admin"))) as { items: { user_id: string }[] };
    return { ...person, id: items[0]?.user_id ?? "" };
  }

  async approvedDoctor(): Promise<Person> {
    const doctor = await this.register("doctor");
    const headers = { origin: this.web, authorization: `Bearer ${await this.tokenOf("admin")}` };
    const answer = await this.request.put(`${this.web}/api/admin/users/${doctor.id}`, { data: { status: "active" }, headers, maxRetries });
    expect(answer.status()).toBe(200);
    return doctor;
  }

  async tokenOf(account: Account): Promise<string> {
    return ((await this.post("/auth/login", accounts[account], 200)) as { access_token: string }).access_token;
  }

  async idOf(account: Account): Promise<string> {
    return ((await this.post("/auth/login", accounts[account], 200)) as { user_id: string }).user_id;
  }

  /** Whether this password opens a session. */
  async canLogIn({ email, password }: { email: string; password: string }): Promise<boolean> {
    const answer = await this.request.post(`${this.web}/api/auth/login`, { data: { email, password }, headers: { origin: this.web }, maxRetries });
    expect([200, 401]).toContain(answer.status());
    return answer.status() === 200;
  }

  private async get(path: string, token: string): Promise<unknown> {
    const answer = await this.request.get(`${this.web}/api${path}`, { headers: { authorization: `Bearer ${token}` }, maxRetries });
    expect(answer.status()).toBe(200);
    return answer.json();
  }

  async post(path: string, data: unknown, expected: number, token?: string): Promise<unknown> {
    const answer = await this.request.post(`${this.web}/api${path}`, { data, headers: { origin: this.web, ...(token && { authorization: `Bearer ${token}` }) }, maxRetries });
    expect(answer.status(), path).toBe(expected);
    return answer.json();
  }
}
