import type en from "@/i18n/messages/en.json";

type Spelt<K> = K extends `action.${infer Code}` ? Code : never;
export type Action = Spelt<keyof typeof en>;

/** What the audit trail calls things, in the order in which somebody looks for one. Each has its words in every language (actions.test.ts). */
export const actions: readonly Action[] = [
  "session.open", "session.end", "session.revoke", "account.verify", "account.change", "account.lock", "password.check", "password.forgot", "password.reset", "password.change",
  "two_factor.enroll", "two_factor.remove", "two_factor.recover", "user.list", "user.create", "user.change", "user.erase", "patient.list", "break_glass.open", "break_glass.list",
  "break_glass.review", "client.add", "client.list", "client.remove", "webhook.add", "webhook.remove", "webhook.rotate", "webhook.ping", "webhook.resend", "statistics.read", "audit.read", "audit.verify", "audit.export", "access_log.read", "signing_key.made",
  "signing_key.destroyed", "scan.upload", "scan.list", "scan.read", "scan.retry", "scan.image.read", "scan.gradcam.read", "scan.heatmap.read", "reading.write", "draft.read",
  "draft.save", "report.sign", "report.preview", "report.email", "report.list", "result.read", "report.read", "report.download", "report.passphrase.read", "history.list", "assistant.ask", "conversation.read", "conversation.delete", "prescription.issue",
  "prescription.list", "prescription.read", "prescription.dispense",
];
