import { createServer, request, type IncomingHttpHeaders, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { closeAll, passOn } from "../../live.mjs";

const token = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln-_A";
const servers: Server[] = [];

afterEach(() => {
  closeAll();
  for (const server of servers.splice(0)) server.close();
});

async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A gateway that greets, and then says back what it hears, in capitals. */
async function start(status?: number) {
  const seen: { url: string; headers: IncomingHttpHeaders }[] = [];
  const gateway = createServer((asked, answer) => {
    seen.push({ url: asked.url ?? "", headers: asked.headers });
    answer.writeHead(status ?? 404).end("not for the page to read");
  });
  if (status === undefined)
    gateway.on("upgrade", (asked: IncomingMessage, socket: Socket) => {
      seen.push({ url: asked.url ?? "", headers: asked.headers });
      socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: accepted\r\n\r\nhello");
      socket.on("data", (data) => socket.write(data.toString().toUpperCase()));
      socket.on("end", () => socket.end());
      socket.on("error", () => undefined);
    });
  const behind = await listen(gateway);
  const web = createServer();
  web.on("upgrade", (asked: IncomingMessage, socket: Socket, head: Buffer) => passOn(asked, socket, head, behind));
  return { seen, web: await listen(web) };
}

function upgrade(web: string, headers: Record<string, string>): Promise<{ status: number; headers: IncomingHttpHeaders; socket?: Socket; first?: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(`${web}/api/hubs/scans`, {
      headers: { connection: "Upgrade", upgrade: "websocket", "sec-websocket-key": "a2V5", "sec-websocket-version": "13", ...headers },
    });
    asked.on("upgrade", (answer, socket, first) => resolve({ status: 101, headers: answer.headers, socket: socket as Socket, first: first.toString() }));
    asked.on("response", (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers });
    });
    asked.on("error", reject);
    asked.end();
  });
}

const heard = (socket: Socket, text: string) => new Promise<void>((resolve) => {
  let all = "";
  socket.on("data", (data) => (all += data.toString()).includes(text) && resolve());
});

test("the token goes on in the header and nowhere else, and the page is answered both ways", async () => {
  const { seen, web } = await start();
  const { status, headers, socket } = await upgrade(web, { origin: web, "sec-websocket-protocol": `csss.bearer, ${token}`, cookie: "csss_refresh=secret" });

  expect(status).toBe(101);
  expect(headers["sec-websocket-accept"]).toBe("accepted");
  expect(headers["sec-websocket-protocol"]).toBe("csss.bearer");
  const asked = seen[0];
  expect(asked?.url).toBe("/hubs/scans");
  expect(asked?.headers.authorization).toBe(`Bearer ${token}`);
  expect(JSON.stringify({ ...asked?.headers, authorization: "" })).not.toContain(token);
  expect(asked?.headers.cookie).toBeUndefined();
  const answer = heard(socket as Socket, "PING");
  socket?.write("ping");
  await answer;
  socket?.destroy();
});

test("another site's page gets no connection, nor does one without an origin or a token", async () => {
  const { seen, web } = await start();
  const protocols = { "sec-websocket-protocol": `csss.bearer, ${token}` };
  expect((await upgrade(web, { ...protocols, origin: "https://evil.example" })).status).toBe(403);
  expect((await upgrade(web, { ...protocols, origin: "null" })).status).toBe(403);
  expect((await upgrade(web, protocols)).status).toBe(403);
  expect((await upgrade(web, { origin: web })).status).toBe(401);
  expect((await upgrade(web, { origin: web, "sec-websocket-protocol": "csss.bearer" })).status).toBe(401);
  expect((await upgrade(web, { origin: web, "sec-websocket-protocol": token })).status).toBe(401);
  expect(seen).toEqual([]);
});

test("what the gateway refuses is refused, and a gateway that is away is 503", async () => {
  const headers = { "sec-websocket-protocol": `csss.bearer, ${token}` };
  const { web } = await start(401);
  expect((await upgrade(web, { ...headers, origin: web })).status).toBe(401);

  const alone = createServer();
  alone.on("upgrade", (asked: IncomingMessage, socket: Socket, head: Buffer) => passOn(asked, socket, head, "http://127.0.0.1:1"));
  const address = await listen(alone);
  expect((await upgrade(address, { ...headers, origin: address })).status).toBe(503);
});

test("a page that goes takes its connection to the gateway with it, and the other way round", async () => {
  const { web } = await start();
  const { socket } = await upgrade(web, { origin: web, "sec-websocket-protocol": `csss.bearer, ${token}` });
  const closed = new Promise<void>((resolve) => socket?.once("close", () => resolve()));
  socket?.resume();
  closeAll();
  await closed;
});
