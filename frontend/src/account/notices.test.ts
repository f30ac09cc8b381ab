import { expect, test } from "vitest";
import { asRequest, isNumber, noticesOf, retyped } from "./notices";

const kept = "+4915112345678";

test("a number has its country, and may be written with spaces, hyphens, dots and brackets", () => {
  for (const typed of [kept, "+49 (151) 1234-5678", " +33.6.12.34.56.78 ", "+49\u00a0151\u00a012345678"]) expect([typed, isNumber(typed)]).toEqual([typed, true]);
  for (const typed of ["", "015112345678", "+0151123456", "+49151", "+4915112345678901", "+49x5112345678", "+٤٩١٥١١٢٣٤٥٦٧٨", "whatsapp:+4915112345678", "+1234567\n8"]) expect([typed, isNumber(typed)]).toEqual([typed, false]);
});

test("consent ends with the number that it was given to, and does not come back with it", () => {
  const changed = retyped(noticesOf(kept, true), "+491511234567", kept);
  expect(changed).toEqual(noticesOf("+491511234567", false));
  expect(retyped(changed, kept, kept)).toEqual(noticesOf(kept, false));
});

test("consent given before the number is typed stays while it is typed", () => {
  expect(retyped(noticesOf("", true), "+4", "")).toEqual(noticesOf("+4", true));
  expect(retyped(noticesOf("+33612", true), "+336123", kept)).toEqual(noticesOf("+336123", true));
});

test("nothing is consented to unless it was ticked", () => {
  expect(asRequest(noticesOf("", false))).toEqual({ phone: "", whatsapp_consent: false });
  expect(asRequest(noticesOf(` ${kept} `, true))).toEqual({ phone: kept, whatsapp_consent: true });
});
