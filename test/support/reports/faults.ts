import type { ServerResponse } from 'node:http';
import type { Reply } from './server';

type Answer = (response: ServerResponse, would: () => Reply) => void;

/** What may go wrong with one request. */
export const FAULTS: Readonly<Record<string, Answer>> = {
  '429': (response) => void response.writeHead(429, { 'retry-after': '3' }).end('{"message":"Too many requests"}'),
  '403 secondary limit': (response) =>
    void response.writeHead(403, { 'retry-after': '60' }).end('{"message":"You have exceeded a secondary rate limit."}'),
  '403 primary limit': (response) =>
    void response.writeHead(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1774850460' }).end('{"message":"API rate limit exceeded"}'),
  '500': (response) => void response.writeHead(500).end('<html>Unicorn!</html>'),
  'cut connection': (response, would) => {
    const text = JSON.stringify(would().body);
    response.writeHead(200, { 'content-length': text.length + 100 });
    response.write(text.slice(0, text.length / 2), () => response.destroy());
  },
  'slow': () => undefined,
  'truncated JSON': (response, would) => {
    const text = JSON.stringify(would().body);
    response.writeHead(200).end(text.slice(0, Math.max(1, text.length - 2)));
  },
  'an empty object': (response) => void response.writeHead(200).end('{}'),
};

/** Answers that are final: asking again would bring the same. */
export const FINAL_FAULTS: Readonly<Record<string, Answer>> = {
  '404': (response) => void response.writeHead(404).end('{"message":"Not Found"}'),
  '403 without permission': (response) => void response.writeHead(403).end('{"message":"Resource not accessible by integration"}'),
};
