import * as http from 'node:http';
import * as https from 'node:https';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { HttpRequest, HttpResponse } from '../../reports/client/transport';

/** Connections are used again; idle ones keep no process alive. */
const AGENTS = { 'http:': new http.Agent({ keepAlive: true }), 'https:': new https.Agent({ keepAlive: true }) };
const SENDERS = { 'http:': http.request, 'https:': https.request };

const unzip = promisify(gunzip);

/**
 * Sends a request. It follows no redirect, and gives up after a while. Not `fetch`, whose streams and signals are ten times what a
 * hundred thousand small responses need.
 */
export async function send(request: HttpRequest, timeoutMs: number): Promise<HttpResponse> {
  const { body, response } = await exchange(request, timeoutMs);
  const text = response.headers['content-encoding'] === 'gzip' ? await unzip(body) : body;
  return { status: response.statusCode ?? 0, headers: singleValues(response.headers), text: text.toString('utf8') };
}

function exchange({ headers, method, url }: HttpRequest, timeoutMs: number): Promise<{ body: Buffer; response: http.IncomingMessage }> {
  const target = new URL(url);
  const protocol = target.protocol as keyof typeof AGENTS;
  return new Promise((resolve, reject) => {
    const options = { method, headers: { ...headers, 'accept-encoding': 'gzip' }, agent: AGENTS[protocol] };
    const asked = SENDERS[protocol](target, options, (response) => {
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
