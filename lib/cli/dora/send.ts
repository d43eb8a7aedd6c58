import * as http from 'node:http';
import * as https from 'node:https';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { HttpRequest, HttpResponse } from '../../reports/client/transport';

/** Node's own agents use connections again, keep no process alive, and know its settings of a proxy. */
const SENDERS = { 'http:': http.request, 'https:': https.request };

const unzip = promisify(gunzip);

/**
 * Sends a request. It follows no redirect, and gives up after a while. Not `fetch`, whose streams and signals are ten times what a
 * hundred thousand small responses need.
 */
export async function send(request: HttpRequest, timeoutMs: number): Promise<HttpResponse> {
  const { body, response } = await exchange(request, timeoutMs);
  // Without a body, as with 304, the header is about one that was not sent.
  const isZipped = response.headers['content-encoding'] === 'gzip' && body.length > 0;
  const text = isZipped ? await unzip(body) : body;
  return { status: response.statusCode ?? 0, headers: singleValues(response.headers), text: text.toString('utf8') };
}

function exchange({ headers, method, url }: HttpRequest, timeoutMs: number): Promise<{ body: Buffer; response: http.IncomingMessage }> {
  const target = new URL(url);
  const sender = SENDERS[target.protocol as keyof typeof SENDERS];
  return new Promise((resolve, reject) => {
    const asked = sender(target, { method, headers: { ...headers, 'accept-encoding': 'gzip' } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => void parts.push(part));
      // Also after a connection that was cut, when the response is not complete.
      response.on('close', () => {
        clearTimeout(timer);
        if (response.complete) resolve({ body: Buffer.concat(parts), response });
        else reject(new Error('the connection was cut'));
      });
      response.on('error', () => undefined);
    });
    const timer = setTimeout(() => void asked.destroy(new Error(`no answer after ${timeoutMs / 1000} s`)), timeoutMs);
    asked.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    asked.end();
  });
}

/** Node joins what stands more than once, except for cookies. */
function singleValues(headers: http.IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}
