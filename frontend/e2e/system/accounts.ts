export const accounts = {
  doctor: { email: "doctor@csss.com", password: "Doctor@123" },
  patient: { email: "patient@csss.com", password: "Patient@123" },
  pharmacist: { email: "pharma@csss.com", password: "Pharma@123" },
  admin: { email: "admin@csss.com", password: "Admin@123" },
} as const;

export type Account = keyof typeof accounts;
