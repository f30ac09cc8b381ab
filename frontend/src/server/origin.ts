/**
 * Whether a request that changes something comes from this web app's own pages. Browsers send Origin with every such request; whoever
 * sends none is no browser of ours and has the gateway to talk to.
 */
export function isOwnOrigin(origin: string | null, host: string | null): boolean {
  if (origin === null || host === null || !URL.canParse(origin)) return false;
  return new URL(origin).host === host;
}
