import { openSession } from "@/server/openSession";

export const POST = (request: Request) => openSession(request, "/auth/login");
