/** What a patient has chosen about notices: a number, and whether they may go there ("on" or nothing, as a form's values are). */
export type Notices = Readonly<Record<"phone" | "whatsapp_consent", string>>;

export const noticesOf = (phone: string, consent: boolean): Notices => ({ phone, whatsapp_consent: consent ? "on" : "" });

const ornaments = /[ .()\u00a0-]/g;
const international = /^\+[1-9][0-9]{6,14}$/;

/** As the API takes a number: E.164, with spaces, dots, hyphens and brackets left out. */
export const isNumber = (typed: string): boolean => international.test(typed.replace(ornaments, ""));

/** Consent was to the number that is kept; it is asked for anew once that one is changed. Consent that was just given to what is being typed stays. */
export function retyped(now: Notices, phone: string, kept: string): Notices {
  const leavesTheKept = kept !== "" && now.phone === kept && phone !== kept;
  return { phone, whatsapp_consent: leavesTheKept ? "" : now.whatsapp_consent };
}

export const asRequest = ({ phone, whatsapp_consent }: Notices) => ({ phone: phone.trim(), whatsapp_consent: whatsapp_consent === "on" });
