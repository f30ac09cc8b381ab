import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

const repository = path.resolve(import.meta.dirname, "../../..");
const startWithinMs = 240_000;

/**
 * Starts AppHost on free ports and a state directory of its own, and stops it with SIGINT at the end. With CSSS_WEB_URL (and CSSS_MAIL_URL,
 * CSSS_GATEWAY_URL) a system that runs already is used instead.
 */
export default async function start(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.CSSS_WEB_URL !== undefined) return undefined;

  const [gateway, web, mail] = [await freePort(), await freePort(), await freePort()];
  const state = mkdtempSync(path.join(tmpdir(), "csss-web-e2e-"));
  const host = spawn("dotnet", [path.join(repository, "artifacts/bin/Csss.AppHost/release/Csss.AppHost.dll")], {
    cwd: repository,
    env: { ...process.env, CSSS_STATE: state, CSSS_GATEWAY_PORT: `${gateway}`, CSSS_WEB_PORT: `${web}`, CSSS_MAIL_PORT: `${mail}`, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log: string[] = [];
  host.stdout.on("data", (data: Buffer) => log.push(data.toString()));
  host.stderr.on("data", (data: Buffer) => log.push(data.toString()));
  const ended = new Promise<void>((resolve) => host.once("exit", () => resolve()));
  const stop = async () => {
    host.kill("SIGINT");
    await ended;
    rmSync(state, { recursive: true, force: true });
  };

  process.env.CSSS_WEB_URL = `http://localhost:${web}`;
  process.env.CSSS_GATEWAY_URL = `http://localhost:${gateway}`;
  process.env.CSSS_MAIL_URL = `http://localhost:${mail}`;
  const deadline = Date.now() + startWithinMs;
  while (!(await isReady(`http://localhost:${gateway}/health`))) {
    if (host.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`The system did not become ready.\n${log.join("").slice(-8000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return stop;
}

async function isReady(url: string): Promise<boolean> {
  return fetch(url).then((answer) => answer.ok, () => false);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject).listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === "object" ? resolve(address.port) : reject(new Error("No port."))));
    });
  });
}
