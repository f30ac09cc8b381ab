import { defineConfig } from "@playwright/test";

/** The whole system runs once for all tests, as `make run` starts it (e2e/system). One worker: it is one system, on few cores. */
export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/system/start.ts",
  workers: 1,
  retries: 0,
  timeout: 240_000,
  expect: { timeout: 60_000 }, // for a machine with other work: what fails, fails anyway
  reporter: "list",
  use: {
    viewport: { width: 1440, height: 900 },
    locale: "en",
    timezoneId: "UTC",
    actionTimeout: 60_000,
    navigationTimeout: 45_000,
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
  },
});
