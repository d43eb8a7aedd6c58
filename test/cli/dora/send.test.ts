import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { send } from '../../../lib/cli/dora/send';

const GZIP = { 'content-encoding': 'gzip' };
const LONG = gzipSync('schön '.repeat(100_000));

/** What is sent as an answer to each path, and how it is read. */
const ANSWERS: Readonly<Record<string, { status: number; headers: Record<string, string>; body?: Buffer }>> = {
  '/long': { status: 200, headers: GZIP, body: LONG },
  '/plain': { status: 200, headers: {}, body: Buffer.from('plain') },
  '/unchanged': { status: 304, headers: { ...GZIP, etag: '"1"' } },
  '/empty': { status: 200, headers: GZIP },
  '/half': { status: 200, headers: GZIP, body: LONG.subarray(0, 50) },
};

const server = createServer(({ url = '' }, response) => {
  const { body, headers, status } = ANSWERS[url] ?? { status: 404, headers: {} };
  // Nothing follows: the answer never ends.
  if (url === '/slow') response.write('{');
  else response.writeHead(status, headers).end(body);
});

beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function outcome(path: string): Promise<unknown> {
  const { port } = server.address() as AddressInfo;
  return send({ method: 'GET', url: `http://127.0.0.1:${port}${path}`, headers: {} }, path === '/slow' ? 100 : 10_000).then(
    ({ status, text }) => [status, text],
    (error: Error) => error.message,
  );
}

test.each([
  ['/long', [200, 'schön '.repeat(100_000)]],
  ['/plain', [200, 'plain']],
  ['/unchanged', [304, '']],
  ['/empty', [200, '']],
  ['/half', 'unexpected end of file'],
  ['/slow', 'no answer after 0.1 s'],
])('%s', async (path, expected) => {
  await expect(outcome(path)).resolves.toEqual(expected);
});
