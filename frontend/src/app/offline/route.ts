import { directionOf } from "@/i18n/locales";
import { requestMessages } from "@/server/locale";

/** One file that needs no other: it is shown when there is no connection to fetch any. */
export async function GET(): Promise<Response> {
  const { locale, t } = await requestMessages();
  const html = `<!doctype html><html lang="${locale}" dir="${directionOf(locale)}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>CSSS</title>
<style>body{background:#0a0f1e;color:#e8eefc;font:1rem/1.6 system-ui,sans-serif;display:grid;place-items:center;min-height:100vh;margin:0;padding:1rem}main{max-width:28rem}a{display:inline-block;margin-top:1rem;padding:.6rem 1.2rem;border-radius:.5rem;background:#00c9a7;color:#03201a;font-weight:600}</style>
<main><h1>${t("offline.title")}</h1><p>${t("offline.lead")}</p><a href="/">${t("tryAgain")}</a></main></html>`;
  return new Response(html, { headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'" } });
}
