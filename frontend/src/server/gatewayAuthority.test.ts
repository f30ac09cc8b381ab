import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getGlobalDispatcher, setGlobalDispatcher } from "undici";
import { afterEach, beforeEach, expect, test } from "vitest";
import { trustGatewayBy } from "./gatewayAuthority.mjs";

const before = getGlobalDispatcher();
let folder: string;
let gateway: Server;

const make = (name: string) => execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1", "-subj", "/CN=test",
  "-addext", "subjectAltName=DNS:localhost", "-keyout", join(folder, `${name}.key`), "-out", join(folder, `${name}.crt`)], { stdio: "ignore" });
const file = (name: string) => join(folder, name);
const ask = async () => (await fetch(`https://localhost:${(gateway.address() as AddressInfo).port}/`)).text();

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "csss-authority-"));
  make("gateway");
  gateway = createServer({ key: readFileSync(file("gateway.key")), cert: readFileSync(file("gateway.crt")) }, (_, answer) => answer.end("yes"));
  await new Promise<void>((listening) => void gateway.listen(0, "localhost", listening));
});

afterEach(() => {
  gateway.close();
  setGlobalDispatcher(before);
  rmSync(folder, { recursive: true });
});

test("the gateway is believed by its certificate, also one that is made only later", async () => {
  trustGatewayBy(file("later.crt"));
  await expect(ask()).rejects.toThrow();
  execFileSync("cp", [file("gateway.crt"), file("later.crt")]);
  expect(await ask()).toBe("yes");
});

test("nobody else is believed", async () => {
  make("other");
  trustGatewayBy(file("other.crt"));
  await expect(ask()).rejects.toThrow();
});
