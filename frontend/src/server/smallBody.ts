const most = 64 * 1024;

/** The body of a request that is a small form; null when it is larger than any of ours, without having read it all. */
export async function smallBody(request: Request): Promise<string | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > most) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
