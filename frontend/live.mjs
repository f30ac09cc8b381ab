// A page's live connection: a WebSocket from the browser, passed on to the gateway with the page's token in the header that the API reads. A browser
// can set no header on a WebSocket, and a token in an address ends in logs: it comes as the second of two subprotocols, and goes no further as one.
import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";

export const livePath = "/api/hubs/scans";
const protocol = "csss.bearer";
const open = new Set();

/** @param {http.IncomingMessage} request @param {import("node:stream").Duplex} socket @param {Buffer} head @param {string} gateway */
export function passOn(request, socket, head, gateway) {
  socket.on("error", () => socket.destroy());
  const token = tokenOf(request);
  if (!isOwnPage(request)) return refuse(socket, 403, "Forbidden");
  if (token === null) return refuse(socket, 401, "Unauthorized");

  const target = new URL("/hubs/scans", gateway);
  const onward = (target.protocol === "https:" ? https : http).request(target, { headers: headersFor(request, token), ...trust() });
  onward.on("upgrade", (answer, upstream, first) => join(socket, head, answer, upstream, first));
  onward.on("response", (answer) => {
    answer.resume();
    refuse(socket, answer.statusCode ?? 502, answer.statusMessage ?? "");
  });
  onward.on("error", () => refuse(socket, 503, "Service Unavailable"));
  socket.once("close", () => onward.destroy());
  onward.end();
}

/** A server that stops waits for its connections; these would never end. */
export function closeAll() {
  for (const socket of open) socket.destroy();
}

function join(socket, head, answer, upstream, first) {
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: ${answer.headers["sec-websocket-accept"]}\r\nSec-WebSocket-Protocol: ${protocol}\r\n\r\n`,
  );
  if (first.length > 0) socket.write(first);
  if (head.length > 0) upstream.write(head);
  for (const [one, other] of [[socket, upstream], [upstream, socket]]) {
    open.add(one);
    one.on("error", () => one.destroy());
    one.once("close", () => {
      open.delete(one);
      other.destroy();
    });
    one.pipe(other);
  }
}

/** The gateway's own certificate, as for all else: see src/server/gatewayAuthority.mjs. It is there by the time that somebody is logged in. */
function trust() {
  const file = process.env.GATEWAY_AUTHORITY_FILE;
  return file ? { ca: readFileSync(file) } : {};
}

function headersFor(request, token) {
  return {
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-key": request.headers["sec-websocket-key"] ?? "",
    "sec-websocket-version": request.headers["sec-websocket-version"] ?? "",
    "x-forwarded-for": request.headers["x-forwarded-for"] ?? "",
    authorization: `Bearer ${token}`,
  };
}

/** As src/server/origin.ts: browsers let every site open a WebSocket to every other, and say whose page it is. */
function isOwnPage({ headers }) {
  const { origin } = headers;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === (headers["x-forwarded-host"] ?? headers.host);
}

function tokenOf({ headers }) {
  const [name, token, ...more] = (headers["sec-websocket-protocol"] ?? "").split(",").map((one) => one.trim());
  return name === protocol && /^[\w.-]+$/.test(token ?? "") && more.length === 0 ? token : null;
}

function refuse(socket, status, text) {
  if (socket.writable) socket.end(`HTTP/1.1 ${status} ${text}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
