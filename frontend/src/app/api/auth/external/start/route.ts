import { startExternalLogin } from "@/server/externalLogin";

export const POST = (request: Request) => startExternalLogin(request);
