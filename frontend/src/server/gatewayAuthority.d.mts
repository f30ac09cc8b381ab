import type { Agent } from "undici";

export function trustGatewayBy(file: string): Agent;
