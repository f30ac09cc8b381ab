import * as z from "zod/mini";

/** What the API answers (API.md), checked where it comes in. More fields may come; none of these may be missing. */
const id = z.string();
const time = z.string();
const maybe = <T extends z.ZodMiniType>(type: T) => z.nullish(type);

export const page = <T extends z.ZodMiniType>(item: T) => z.object({ items: z.array(item), next_cursor: maybe(z.string()) });

export const role = z.enum(["admin", "doctor", "patient", "pharmacist"]);
export type Role = z.infer<typeof role>;

export const tokens = z.object({ access_token: z.string(), expires_in: z.number(), role, name: z.string(), user_id: id });
export const challenge = z.object({ otp_required: z.literal(true), challenge_token: z.string() });
export const login = z.union([challenge, tokens]);
export const me = z.object({
  user_id: id,
  name: z.string(),
  email: z.string(),
  role,
  two_factor: z.boolean(),
  authenticator: z._default(z.boolean(), false),
  language: z.string(),
  phone: maybe(z.string()),
  whatsapp_consent: z._default(z.boolean(), false),
});
export const session = z.object({ sid: id, created_at: time, last_used_at: time, source: maybe(z.string()), current: z.boolean() });
export const sessions = z.union([page(session), z.pipe(z.array(session), z.transform((items) => ({ items, next_cursor: null })))]);
export const externalProvider = z.object({ enabled: z.boolean(), name: maybe(z.string()) });
export const externalStart = z.object({ authorization_url: z.string() });
export const registered = z.object({ user_id: id, role, status: z.string() });
export const totpEnrolment = z.object({ secret: z.string(), otpauth_uri: z.string() });
export const recoveryCodes = z.object({ recovery_codes: z.array(z.string()) });

export const patient = z.object({ patient_id: id, name: z.string(), last_scan_at: maybe(time) });
export type Patient = z.infer<typeof patient>;

export const modality = z.enum(["chest_xray", "covid_xray", "lung_ct", "cardiac_mri"]);
export type Modality = z.infer<typeof modality>;

const model = z.object({ name: z.string(), version: z.string(), sha256: maybe(z.string()) });

const prediction = z.object({
  label: maybe(z.string()),
  confidence: maybe(z.number()),
  all_probs: maybe(z.record(z.string(), z.number())),
  abstained: z.boolean(),
  abstain_reason: maybe(z.string()),
  model,
  inference_ms: maybe(z.number()),
});
export type Prediction = z.infer<typeof prediction>;

export const reading = z.object({
  before_ai: z.boolean(),
  impression: maybe(z.string()),
  label: maybe(z.string()),
  agrees: maybe(z.boolean()),
  reason: maybe(z.string()),
  recorded_at: time,
});
export type Reading = z.infer<typeof reading>;

export const scanStatus = z.enum(["queued", "processing", "completed", "rejected", "failed"]);
export type ScanStatus = z.infer<typeof scanStatus>;

export const scan = z.object({
  scan_id: id,
  patient_id: id,
  uploaded_by: id,
  modality,
  status: scanStatus,
  uploaded_at: time,
  completed_at: maybe(time),
  notes: maybe(z.string()),
  files: z.array(z.object({ name: z.string(), bytes: z.number(), width: z.number(), height: z.number() })),
  prediction: maybe(prediction),
  gradcam: maybe(z.object({ target_label: z.string() })),
  failure: maybe(z.object({ code: z.string(), detail: z.string() })),
  readings: maybe(z.array(reading)),
});
export type Scan = z.infer<typeof scan>;

export const draft = z.object({
  findings: maybe(z.string()),
  impression: maybe(z.string()),
  recommendation: maybe(z.string()),
  confirmed_label: maybe(z.string()),
});
export const generated = z.object({ report_id: id, version: z.number() });
export const report = z.object({
  report_id: id,
  scan_id: id,
  version: z.number(),
  signed_by: id,
  generated_at: time,
  supersedes: maybe(id),
  superseded_by: maybe(id),
  findings: maybe(z.string()),
  impression: maybe(z.string()),
  recommendation: maybe(z.string()),
  confirmed_label: maybe(z.string()),
  email_requested_at: maybe(time),
  emailed_at: maybe(time),
  delivery_failure: maybe(z.object({ code: z.string(), failed_at: time })),
});
export type Report = z.infer<typeof report>;
export const passphrase = z.object({ passphrase: z.string() });

export const historyItem = z.object({
  scan_id: id,
  modality,
  uploaded_at: time,
  status: z.string(),
  result: maybe(z.object({ label: maybe(z.string()), summary: maybe(z.string()) })),
  report: maybe(z.object({ report_id: id, version: z.number(), generated_at: time, emailed_at: maybe(time) })),
});
export type HistoryItem = z.infer<typeof historyItem>;

export const emergency = z.object({
  break_glass_id: id,
  doctor_id: id,
  doctor_name: z.string(),
  patient_id: id,
  reason: z.string(),
  at: time,
  until: time,
  reviewed_at: maybe(time),
});
export type Emergency = z.infer<typeof emergency>;

export const outsideClient = z.object({ client_id: z.string(), name: z.string(), scopes: z.array(z.string()), redirect_uris: z.array(z.string()), created_at: time });
export type OutsideClient = z.infer<typeof outsideClient>;
export const newClient = z.object({ client_id: z.string(), client_secret: z.string() });
export type NewClient = z.infer<typeof newClient>;

export const accessEntry = z.object({ at: time, actor_id: maybe(id), actor_name: maybe(z.string()), role: maybe(z.string()), action: z.string(), reason: maybe(z.string()), outcome: maybe(z.string()) });
export type AccessEntry = z.infer<typeof accessEntry>;

const drug = z.object({ drug: z.string(), dose: z.string(), frequency: z.string(), duration: z.string(), notes: maybe(z.string()) });
export const prescription = z.object({
  prescription_id: id,
  status: z.string(),
  patient: z.object({ user_id: id, name: maybe(z.string()) }),
  issued_at: maybe(time),
  dispensed_at: maybe(time),
  items: z.array(drug),
});
export type Prescription = z.infer<typeof prescription>;

export const user = z.object({
  user_id: id,
  name: z.string(),
  email: z.string(),
  role,
  status: z.string(),
  created_at: time,
  last_login_at: maybe(time),
  two_factor: maybe(z.boolean()),
});
export type User = z.infer<typeof user>;

export const stats = z.object({
  total_users: z.number(),
  users_by_role: z.record(z.string(), z.number()),
  active_doctors: z.number(),
  scans_total: z.number(),
  scans_today: z.number(),
  predictions_by_label: z.record(z.string(), z.number()),
  reports_generated: z.number(),
  reports_emailed: z.number(),
  weekly_scan_volume: z.array(z.object({ date: z.string(), count: z.number() })),
});
export type Stats = z.infer<typeof stats>;

export const auditEntry = z.object({
  sequence: z.number(),
  at: time,
  actor_id: maybe(id),
  role: maybe(z.string()),
  action: z.string(),
  object: maybe(z.string()),
  patient_id: maybe(id),
  outcome: z.string(),
  reason: maybe(z.string()),
  source: maybe(z.string()),
});
export type AuditEntry = z.infer<typeof auditEntry>;
export const auditVerification = z.object({ intact: z.boolean(), checked: z.number() });

export const chatReply = z.object({
  reply: z.string(),
  conversation_id: id,
  answered: z.boolean(),
  sources: z.array(z.object({ title: z.string(), id: z.string() })),
  urgent: z.boolean(),
});
export type ChatReply = z.infer<typeof chatReply>;
