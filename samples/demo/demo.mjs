// Sends the synthetic sample scans through a running system, as an outside client would, and prints what came out.
//   make run     in one terminal, then     make demo     in another
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const gateway = `http://localhost:${process.env.CSSS_GATEWAY_PORT ?? 8000}`;
const inbox = `http://localhost:${process.env.CSSS_MAIL_PORT ?? 1080}`;
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const samples = path.join(root, "samples/scans");
const output = path.join(root, "artifacts/demo");

async function call(method, route, { token, json, form, headers = {} } = {}) {
  if (token) headers.authorization = `Bearer ${token}`;
  if (json) headers["content-type"] = "application/json";
  const response = await fetch(gateway + route, { method, headers, body: json ? JSON.stringify(json) : form });
  if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${await response.text()}`);
  const type = response.headers.get("content-type") ?? "";
  return type.includes("json") ? response.json() : Buffer.from(await response.arrayBuffer());
}

const login = (email, password) => call("POST", "/auth/login", { json: { email, password } });

async function upload(token, patientId, name) {
  const form = new FormData();
  form.set("patient_id", patientId);
  form.set("modality", "chest_xray");
  form.set("file", new Blob([readFileSync(path.join(samples, name))]), name);
  return call("POST", "/doctor/upload", { token, form, headers: { prefer: "wait=30" } });
}

async function mailWith(reportId) {
  for (let attempt = 0; attempt < 100; attempt++) {
    const mails = await (await fetch(`${inbox}/api/email`)).json();
    const found = (mails.items ?? mails).find((mail) => JSON.stringify(mail.attachments ?? []).includes(reportId));
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`No mail with report ${reportId} came within 20 s; look at ${inbox}`);
}

function describe({ status, failure, prediction }) {
  if (!prediction) return `${status}${failure ? `: ${failure.code}` : ""}`;
  const all = Object.entries(prediction.all_probs).map(([label, percent]) => `${label} ${percent} %`).join(", ");
  const verdict = prediction.abstained ? `the model abstains (${prediction.abstain_reason})` : `${prediction.label}, ${prediction.confidence} %`;
  return `${verdict}\n      ${all}\n      ${prediction.model.name} ${prediction.model.version}, ${prediction.inference_ms} ms`;
}

const doctor = await login("doctor@csss.com", "Doctor@123").catch((error) => {
  throw new Error(`Is the system running (make run)? ${error.message}`);
});
const patient = await login("patient@csss.com", "Patient@123");
const { items } = await call("GET", "/doctor/patients?limit=100", { token: doctor.access_token });
if (!items.some((item) => item.patient_id === patient.user_id)) throw new Error("The doctor does not see the demo patient.");
mkdirSync(output, { recursive: true });

for (const name of readdirSync(samples).filter((file) => file.endsWith(".png"))) {
  console.log(`\n${name}`);
  const scan = await upload(doctor.access_token, patient.user_id, name);
  console.log(`  AI  ${describe(scan)}`);
  if (scan.status !== "completed") continue;

  const base = path.join(output, name.replace(".png", ""));
  writeFileSync(`${base}-gradcam.png`, await call("GET", `/doctor/scans/${scan.scan_id}/gradcam`, { token: doctor.access_token }));
  const words = { impression: "Synthetic image; no clinical statement.", recommendation: "None: this is a demonstration." };
  const report = await call("POST", `/reports/generate/${scan.scan_id}`, { token: doctor.access_token, json: words });
  await call("POST", `/reports/email/${scan.scan_id}`, { token: doctor.access_token });
  const mail = await mailWith(report.report_id);
  console.log(`  Mail "${mail.subject}" is in the inbox`);

  const { passphrase } = await call("GET", `/patient/report/${report.report_id}/passphrase`, { token: patient.access_token });
  const pdf = `${base}-report.pdf`;
  writeFileSync(pdf, await call("GET", `/patient/report/${report.report_id}`, { token: patient.access_token }));
  writeFileSync(pdf.replace(".pdf", ".passphrase"), passphrase);
  console.log(`  Report ${path.relative(root, pdf)} opens with ${passphrase}`);
  try {
    const shown = execFileSync("qpdf", [`--password=${passphrase}`, "--show-encryption", pdf], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    console.log(`  qpdf says: ${shown.match(/file encryption method: (\S+)/)?.[1] ?? "not encrypted?"}`);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
}
console.log(`\nThe mails are at ${inbox}, the files in ${path.relative(root, output)}/.`);
