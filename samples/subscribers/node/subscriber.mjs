// Follows the event feed of CSSS and prints each event once. Node 20, no packages.
//
//     CSSS_CLIENT_ID=… CSSS_CLIENT_SECRET=… node subscriber.mjs
//
// Its place is kept in the file `position` (CSSS_POSITION), written after an event is dealt with: killed in between, it sees that event
// again. What must not happen twice is told apart by the event's id.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

const gateway = (process.env.CSSS_URL ?? "http://localhost:8000").replace(/\/$/, "");
const position = process.env.CSSS_POSITION ?? "position";

async function token() {
  const form = { grant_type: "client_credentials", client_id: process.env.CSSS_CLIENT_ID, client_secret: process.env.CSSS_CLIENT_SECRET, scope: "events:read" };
  return (await ask(`${gateway}/connect/token`, { method: "POST", body: new URLSearchParams(form) })).access_token;
}

async function ask(url, options) {
  const answer = await fetch(url, { ...options, signal: AbortSignal.timeout(60_000) });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw Object.assign(new Error(`${url}: ${answer.status}`), { status: answer.status, body });
  return body;
}

function keep(place) {
  writeFileSync(`${position}.new`, String(place));
  renameSync(`${position}.new`, position);
}

function handle(event) {
  console.log(Number(event.sequence), event.type, event.subject);
}

let after = existsSync(position) ? Number(readFileSync(position, "utf8")) : 0;
let bearer;
for (;;) {
  try {
    bearer ??= await token();
    const { items } = await ask(`${gateway}/events?after=${after}&limit=100&wait=20`, { headers: { authorization: `Bearer ${bearer}` } });
    for (const event of items) {
      handle(event);
      after = Number(event.sequence);
      keep(after);
    }
  } catch (error) {
    if (error.status === 401 && bearer) bearer = undefined; // the token lives for minutes
    else if (error.status === 410) after = error.body.oldest - 1; // away for longer than the log is kept
    else if (error.status < 500 && error.status !== 429) throw error;
    await pause(1000); // or the network, or a restart at the other end
  }
}
