import { finishExternalLogin } from "@/server/externalLogin";

export const POST = (request: Request) => finishExternalLogin(request);
