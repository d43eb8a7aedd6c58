import type { HttpRequest, HttpResponse } from '../../reports/client/transport';

/** Sends a request with Node's own client. It follows no redirect, and gives up after a while. */
export async function send({ headers, method, url }: HttpRequest, timeoutMs: number): Promise<HttpResponse> {
  const response = await fetch(url, { method, headers, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
  const text = await response.text();
  return { status: response.status, headers: Object.fromEntries(response.headers), text };
}
