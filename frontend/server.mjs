// Next.js behind a plain HTTP server, for one reason: who is calling must be said by the connection, not by the caller. Next.js believes an
// X-Forwarded-For that a client made up; the gateway counts and audits by it. WEB_TRUST_PROXY=1 where a proxy of ours stands in front.
import { EventEmitter } from "node:events";
import { createServer } from "node:http";
import { trustGatewayBy } from "./src/server/gatewayAuthority.mjs";
import { closeAll, livePath, passOn } from "./live.mjs";

const dev = process.argv.includes("--dev");
process.env.NODE_ENV = dev ? "development" : "production"; // AppHost speaks of the system's environment; this is about the build.
process.env.NEXT_TELEMETRY_DISABLED = "1";

if (process.env.GATEWAY_AUTHORITY_FILE) trustGatewayBy(process.env.GATEWAY_AUTHORITY_FILE); // where the gateway's certificate is no public one

const { default: next } = await import("next");
const port = Number(process.env.PORT ?? 3000);
const trustsProxy = process.env.WEB_TRUST_PROXY === "1";
const claims = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-port", "x-forwarded-proto", "x-real-ip"];

const gateway = process.env.services__gateway__https__0 ?? process.env.services__gateway__http__0 ?? process.env.GATEWAY_HTTP ?? "http://localhost:8000";

// Next.js ends every WebSocket whose path one of its routes would match: it is not given the server, and gets in development what is its own.
const app = next({ dev, port, httpServer: new EventEmitter() });
const handle = app.getRequestHandler();
await app.prepare();

const server = createServer((request, response) => {
  sayWhoCalls(request);
  void handle(request, response);
});
server.on("upgrade", (request, socket, head) => {
  sayWhoCalls(request);
  if (request.url?.split("?")[0] === livePath) passOn(request, socket, head, gateway);
  else if (dev) void app.upgradeHandler(request, socket, head);
  else socket.destroy();
});
server.requestTimeout = 30 * 60_000; // a study of 500 MB over a slow line
server.keepAliveTimeout = 65_000; // longer than a proxy in front keeps a connection, else it now and then sends into a closed one
server.listen(port, () => console.log(`The web app listens on http://localhost:${port}`));

for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
    closeAll();
  });

function sayWhoCalls(request) {
  if (!trustsProxy) for (const name of claims) delete request.headers[name];
  request.headers["x-forwarded-for"] ??= request.socket.remoteAddress;
}
