import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, type APIRequestContext } from "@playwright/test";
import { evenIfReset, webUrl } from "../fixtures";
import type { People } from "./people";
import { synthetic } from "./scans";

/** A scan of the demo patient, uploaded by the demo doctor, who is in care of them from then on. */
export async function uploadScan(request: APIRequestContext, people: People): Promise<{ scan_id: string; status: string; patient_id: string; token: string }> {
  const token = await people.tokenOf("doctor");
  const patient_id = await people.idOf("patient");
  const answer = await request.post(`${webUrl()}/api/doctor/upload`, {
    ...evenIfReset,
    headers: { authorization: `Bearer ${token}`, origin: webUrl(), prefer: "wait=30" },
    multipart: { patient_id, modality: "chest_xray", file: { name: path.basename(synthetic), mimeType: "image/png", buffer: readFileSync(synthetic) } },
  });
  expect([200, 202]).toContain(answer.status());
  return { ...((await answer.json()) as { scan_id: string; status: string }), patient_id, token };
}

/** A prescription for the demo patient, and the scan it came of. */
export async function prescribe(request: APIRequestContext, people: People, drug: string): Promise<{ scan_id: string; prescription_id: string }> {
  const { patient_id, scan_id, token } = await uploadScan(request, people);
  const items = [{ drug, dose: "500 mg", frequency: "three times a day", duration: "5 days" }];
  const { prescription_id } = (await people.post("/doctor/prescriptions", { patient_id, items }, 201, token)) as { prescription_id: string };
  return { scan_id, prescription_id };
}
