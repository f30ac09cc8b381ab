import { createHash, createPublicKey, randomBytes, verify, type JsonWebKey } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

interface Client {
  readonly client_id: string;
  readonly client_secret: string;
}

/**
 * An application of somebody else's, with a server of its own. It is at 127.0.0.1 and the gateway at localhost: to a browser two sites, as they would be in a hospital.
 * All that it knows of the gateway is in the discovery document.
 */
export class Application {
  private client: Client = { client_id: "", client_secret: "" };
  private asked = { state: "", nonce: "", verifier: "" };
  private readonly server = createServer((request, response) => this.answer(request, response));
  private endpoints: Record<string, string> = {};

  constructor(private readonly gateway: string) {}

  /** What sends a browser to sign in, once it is registered. */
  get entrance() {
    return `${this.origin}/sign-in`;
  }

  get redirectUri() {
    return `${this.origin}/callback`;
  }

  get origin() {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async start(): Promise<this> {
    this.endpoints = (await (await fetch(`${this.gateway}/.well-known/openid-configuration`)).json()) as Record<string, string>;
    await new Promise<void>((resolve, reject) => this.server.once("error", reject).listen(0, "127.0.0.1", resolve));
    return this;
  }

  registeredAs({ client_id, client_secret }: Client) {
    this.client = { client_id, client_secret };
  }

  /** The request that the entrance redirects to: a fresh state, nonce and verifier each time. */
  request(scope = "openid profile email"): URL {
    this.asked = { state: fresh(), nonce: fresh(), verifier: fresh() };
    const address = new URL(this.endpoints.authorization_endpoint ?? "");
    const challenge = createHash("sha256").update(this.asked.verifier).digest("base64url");
    const parameters = { response_type: "code", client_id: this.client.client_id, redirect_uri: this.redirectUri, scope, state: this.asked.state, nonce: this.asked.nonce, code_challenge: challenge, code_challenge_method: "S256" };
    for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
    return address;
  }

  /** What the browser brought back, if it brought back this application's own state and comes from this gateway. */
  returned(address: string): URLSearchParams {
    const brought = new URL(address).searchParams;
    if (brought.get("state") !== this.asked.state || brought.get("iss") !== this.endpoints.issuer) throw new Error("That is no answer to what this application asked.");
    return brought;
  }

  redeem(code: string): Promise<Answer> {
    return this.post("token_endpoint", { grant_type: "authorization_code", code, redirect_uri: this.redirectUri, code_verifier: this.asked.verifier });
  }

  refresh(token: string): Promise<Answer> {
    return this.post("token_endpoint", { grant_type: "refresh_token", refresh_token: token });
  }

  async isAlive(token: string): Promise<boolean> {
    const { status, body } = await this.post("introspection_endpoint", { token });
    if (status !== 200) throw new Error(`Introspection: ${status} ${JSON.stringify(body)}`);
    return body.active === true;
  }

  revoke(token: string): Promise<Answer> {
    return this.post("revocation_endpoint", { token });
  }

  /** The claims of an ID token, if the gateway signed it for this application, now, and for what it asked. */
  async claimsOf(token: unknown): Promise<Record<string, unknown>> {
    const [head = "", body = "", signature = ""] = String(token).split(".");
    const { kid } = decoded(head);
    const { keys } = (await (await fetch(this.endpoints.jwks_uri ?? "")).json()) as { keys: (JsonWebKey & { kid: string })[] };
    const key = createPublicKey({ key: keys.find((one) => one.kid === kid) ?? {}, format: "jwk" });
    const claims = decoded(body);
    const isGood = verify("sha256", Buffer.from(`${head}.${body}`), { key, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"));
    if (!isGood || claims.iss !== this.endpoints.issuer || claims.aud !== this.client.client_id || claims.nonce !== this.asked.nonce || Number(claims.exp) * 1000 < Date.now())
      throw new Error(`No ID token for this application: ${JSON.stringify(claims)}`);
    return claims;
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async post(endpoint: string, form: Record<string, string>): Promise<Answer> {
    const answer = await fetch(this.endpoints[endpoint] ?? "", { method: "POST", body: new URLSearchParams({ ...form, ...this.client }) });
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>) };
  }

  private answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = new URL(request.url ?? "/", this.origin);
    if (pathname === "/sign-in") return response.writeHead(302, { location: this.request(searchParams.get("scope") ?? undefined).href }).end();
    if (pathname !== "/callback") return response.writeHead(404).end();
    return response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Application</title><h1>Back at the application</h1>");
  }
}

const fresh = () => randomBytes(32).toString("base64url");

const decoded = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString()) as Record<string, unknown>;
