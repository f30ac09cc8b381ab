import { evenIfReset, expect, test } from "./fixtures";
import { PrescriptionPage } from "./pages/PrescriptionPage";
import { uploadScan } from "./system/records";
import { isSettled } from "./system/settled";

test("a prescription goes from the doctor into the queue, is dispensed once, and politely not twice", async ({ logInAs, prescribe, queue, prescription, page, context, request, people, hasNoBarriers }) => {
  await uploadScan(request, people);
  const drug = `Amoxicillin ${Date.now()}`;
  await logInAs("doctor");
  await prescribe.open();
  await prescribe.submit();
  await expect(prescribe.errors).toHaveCount(5);
  await prescribe.fill({ patient: "Demo Patient", drug, dose: "500 mg", frequency: "three times a day", duration: "5 days" });
  await prescribe.issue();
  await expect(prescribe.issued).toBeVisible();

  await logInAs("pharmacist");
  await queue.open();
  await expect(queue.rowOf(drug)).toContainText("Demo Patient");
  await queue.openPrescription(drug);
  await expect(prescription.title).toBeVisible();
  for (const part of [drug, "500 mg", "three times a day", "5 days"]) await expect(prescription.medicines).toContainText(part);
  await hasNoBarriers("prescription");

  // The same one lies open at the other counter.
  const otherTab = await context.newPage();
  await otherTab.goto(page.url());
  const other = new PrescriptionPage(otherTab);
  await expect(other.dispenseButton).toBeVisible();

  await prescription.notes.fill("Generic given.");
  await prescription.dispense(200);
  await expect(prescription.dispensed).toBeVisible();
  await expect(prescription.dispenseButton).toHaveCount(0);

  await other.dispense(409);
  await expect(other.alert).toHaveText("This prescription was dispensed already.");
  await expect(other.dispensed).toBeVisible();
  await expect(other.dispenseButton).toHaveCount(0);

  await page.getByRole("link", { name: "Prescriptions" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Prescriptions" })).toBeVisible();
  await isSettled(page);
  await expect(queue.rowOf(drug)).toHaveCount(0);
  await queue.status.selectOption("dispensed");
  await expect(queue.rowOf(drug)).toBeVisible();
});

test("a pharmacist sees no scan and no report", async ({ people, request, baseURL }) => {
  const { scan_id } = await uploadScan(request, people);
  const headers = { authorization: `Bearer ${await people.tokenOf("pharmacist")}` };
  for (const path of [`/doctor/scans/${scan_id}`, "/doctor/scans", "/doctor/patients", "/patient/history", "/admin/users"])
    expect((await request.get(`${baseURL}/api${path}`, { headers, ...evenIfReset })).status(), path).toBe(403);
});
