import { Partition } from '../../../lib/reports/cache/cache';
import { Client } from '../../../lib/reports/client/client';
import type { ClientOptions } from '../../../lib/reports/client/client';
import type { HttpRequest, HttpResponse } from '../../../lib/reports/client/transport';
import { withToken } from '../../../lib/reports/github/app-token';
import { MemoryStore, TestClock } from './collecting';
import type { Reply } from './server';

/** The address that answers without a network. */
export const DIRECT = 'https://api.example';

/** A client whose requests are answered by a function, without a network, and the requests that it made. */
export function directClient(answer: (url: URL, request: HttpRequest) => Reply, options: Partial<ClientOptions> = {}) {
  const requests: HttpRequest[] = [];
  const client = new Client({
    send: (request: HttpRequest): Promise<HttpResponse> => {
      requests.push(request);
      const { body, headers = {}, status } = answer(new URL(request.url), request);
      return Promise.resolve({ status, headers, text: JSON.stringify(body) });
    },
    clock: new TestClock(),
    authorize: withToken('the-token'),
    baseUrl: DIRECT,
    headers: {},
    atOnce: 4,
    freshSince: Infinity,
    isOffline: false,
    ...options,
  });
  return { client, requests };
}

/** A part of a cache in memory. */
export async function partitionInMemory(): Promise<Partition> {
  return Partition.open(new MemoryStore(), 'one');
}
