/** For whoever starts this process: it answers. Whether the system behind it does, the gateway's /health says. */
export const dynamic = "force-dynamic";

export const GET = () => new Response("Alive", { headers: { "cache-control": "no-store" } });
