import type { QueryClient } from "@tanstack/react-query";
import type { Reading, Scan } from "@/api/schemas";

/**
 * Puts a reading the server has kept on the page at once. A look at the scan that was begun before it was kept does not know it, and is
 * ended, lest it take the reading off the page again; what that look was for is looked at anew.
 */
export async function keepReading(client: QueryClient, scanId: string, kept: Reading): Promise<void> {
  const queryKey = ["scan", scanId];
  await client.cancelQueries({ queryKey });
  client.setQueryData<Scan>(queryKey, (old) => old && { ...old, readings: [...(old.readings ?? []).filter((one) => one.before_ai !== kept.before_ai), kept] });
  void client.invalidateQueries({ queryKey });
}
