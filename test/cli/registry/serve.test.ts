import { createHash } from 'node:crypto';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Folder } from '../../../lib/cli/registry/serve/folder';
import { Metrics } from '../../../lib/cli/registry/serve/metrics';
import { routeOf } from '../../../lib/cli/registry/serve/route';
import { serveRegistry } from '../../../lib/cli/registry/serve/serve';
import { serverOf } from '../../../lib/cli/registry/serve/server';
import { VALID_SECONDS } from '../../../lib/cli/registry/serve/signature';
import { Store, Unavailable } from '../../../lib/cli/registry/serve/store';
import type { Files } from '../../../lib/cli/registry/serve/store';
import { tokenIn, tokensIn } from '../../../lib/cli/registry/serve/tokens';
import { temporaryFolder } from '../../support/synth';
import { command, write } from '../fixture';

const FOLDER = '/v1/modules/platform/object-bucket/aws';
const TOKEN = { Authorization: 'Bearer secret-of-ci' };

/** A folder with a registry and a file of tokens. */
async function published(): Promise<{ root: string; tokens: string }> {
  const folder = temporaryFolder();
  const [root, tokens] = [path.join(folder, 'registry'), path.join(folder, 'tokens')];
  write(path.join(folder, 'object-bucket'), { 'main.tf': '# main\n' });
  await command('registry', 'build', path.join(folder, 'object-bucket'), '--release', '1.0.0', '--host', 'a.b', '--out', root);
  fs.writeFileSync(tokens, `# clients\nci ${createHash('sha256').update('secret-of-ci').digest('hex')}\n\n`);
  return { root, tokens };
}

/** A running server with a clock of its own. */
class Running {
  public now = Date.UTC(2026, 0, 1);
  public readonly log: Readonly<Record<string, unknown>>[] = [];
  public readonly metrics = new Metrics();
  private readonly server;

  public constructor(public readonly root: string, tokens: string, timeout = 1000, files: Files = new Folder(root)) {
    const store = new Store(files);
    const registry = { store, metrics: this.metrics, tokens: tokensIn(tokens), key: Buffer.alloc(32, 1), now: () => this.now };
    this.server = serverOf(registry, (entry) => void this.log.push(entry), timeout);
  }

  public async port(): Promise<number> {
    if (!this.server.listening) await new Promise<void>((resolve) => void this.server.listen(0, '127.0.0.1', resolve));
    return (this.server.address() as AddressInfo).port;
  }

  public async ask(where: string, options: RequestInit = { headers: TOKEN }): Promise<Response> {
    return fetch(new URL(where, `http://127.0.0.1:${await this.port()}`), options);
  }

  /** How many connections are open. */
  public async connections(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
    });
  }

  public stop(): void {
    this.server.close().closeAllConnections();
  }
}

describe('golden-path registry serve', () => {
  let running: Running;

  beforeAll(async () => {
    const { root, tokens } = await published();
    running = new Running(root, tokens);
  });

  afterAll(() => running.stop());

  test('answers discovery and health for everybody, and the rest with a token', async () => {
    expect(await (await running.ask('/.well-known/terraform.json', {})).json()).toEqual({ 'modules.v1': '/v1/modules/' });
    expect((await running.ask('/healthz', {})).status).toBe(200);
    const versions = await running.ask(`${FOLDER}/versions`);
    expect(await versions.json()).toEqual({ modules: [{ versions: [{ version: '1.0.0' }] }] });
    for (const Authorization of ['', 'Bearer secret-of-c', 'Basic secret-of-ci']) {
      expect((await running.ask(`${FOLDER}/versions`, { headers: { Authorization } })).status).toBe(401);
    }
    for (const gone of [`${FOLDER}/1.0.1/download`, '/v1/modules/platform/none/aws/versions', '/']) {
      expect((await running.ask(gone)).status).toBe(404);
    }
  });

  test('signs the address of an archive for a while', async () => {
    const download = await running.ask(`${FOLDER}/1.0.0/download`);
    expect(download.status).toBe(204);
    const location = new URL(download.headers.get('X-Terraform-Get')!, download.url);
    expect(location.searchParams.get('checksum')).toMatch(/^sha256:[0-9a-f]{64}$/);
    // Terraform takes the sum away before it asks.
    location.searchParams.delete('checksum');
    expect((await running.ask(location.href, {})).headers.get('Content-Type')).toBe('application/gzip');
    expect((await running.ask(location.href.replace(/.$/, (last) => (last === '0' ? '1' : '0')), {})).status).toBe(403);
    running.now += VALID_SECONDS * 1000;
    expect((await running.ask(location.href, {})).status).toBe(403);
  });

  test('reads, and nothing else', async () => {
    const posted = await running.ask(`${FOLDER}/versions`, { method: 'POST', headers: TOKEN, body: 'x' });
    expect([posted.status, posted.headers.get('Allow')]).toEqual([405, 'GET, HEAD']);
    const head = await running.ask(`${FOLDER}/versions`, { method: 'HEAD', headers: TOKEN });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  test('logs names of tokens and no secrets, and counts', async () => {
    await (await running.ask(`${FOLDER}/versions?signature=of-somebody`)).text();
    const text = JSON.stringify(running.log);
    expect(text).toContain('"token":"ci"');
    for (const secret of ['secret-of-ci', 'of-somebody']) expect(text).not.toContain(secret);
    await (await running.ask('/healthz', { method: 'DELETE' })).text();
    const metrics = await (await running.ask('/metrics', {})).text();
    expect(metrics).toMatch(/^http_server_request_duration_seconds_count\{.*http_route="versions",http_response_status_code="401",.*\} 3$/m);
    expect(metrics).toMatch(/_count\{http_request_method="_OTHER",http_route="health",http_response_status_code="405",url_scheme="http"\} 1$/m);
    expect(metrics).not.toContain('bucket/aws');
  });

  test.each([
    ['a list that is not JSON', 'versions', 'oops', 'versions'],
    ['a list of nothing', 'versions', '{}', 'versions'],
    ['a record without a sum', '1.0.0/record.json', '{"sha256":1}', '1.0.0/download'],
    ['an archive of others', '1.0.0/module.tar.gz', 'other', '1.0.0/module.tar.gz'],
  ])('refuses %s', async (_, file, text, asked) => {
    const target = path.join(running.root, FOLDER, file);
    const before = fs.readFileSync(target);
    fs.writeFileSync(target, text);
    const answer = await running.ask(`${FOLDER}/${asked}`);
    expect([answer.status, (await answer.text()).includes('damaged')]).toEqual([500, true]);
    expect(running.log).toContainEqual(expect.objectContaining({ level: 'error', message: 'damaged' }));
    fs.writeFileSync(target, before);
    expect((await running.ask(`${FOLDER}/${asked}`)).ok).toBe(true);
  });

  test('refuses a link out of the folder, and says if the folder is gone', async () => {
    const target = path.join(running.root, FOLDER, 'versions');
    fs.renameSync(target, path.join(running.root, '..', 'versions'));
    fs.symlinkSync(path.join(running.root, '..', 'versions'), target);
    expect((await running.ask(`${FOLDER}/versions`)).status).toBe(500);
    fs.rmSync(path.join(running.root, '.well-known'), { recursive: true });
    expect((await running.ask('/healthz', {})).status).toBe(503);
  });
});

test.each([
  ['/v1/modules/../../x', 'refused'], ['/v1/./modules', 'refused'], ['/v1/modules/%2e%2e/x', 'refused'], ['/v1/modules/a\\b', 'refused'],
  ['/v1/modules/a/b/c/../versions', 'refused'], ['/v1/modules/a/b/versions', 'unknown'], ['/v1/modules/a/B/c/versions', 'unknown'],
  ['/v1/modules/a/b/c/1.0/download', 'unknown'], ['/v1/modules/a/b/c/1.0.0/record.json', 'unknown'], ['/constructor', 'unknown'],
  ['/v1/modules/a/b/c/1.0.0/constructor', 'unknown'], ['/v1/modules/a/b/c/1.0.0/download', 'download'], ['/v1/modules/a/b/c/versions', 'versions'],
])('the path %s is %s', (asked, kind) => {
  expect(routeOf(asked).kind).toBe(kind);
});

test('several tokens are valid at a time', () => {
  const sumOf = (text: string): Buffer => createHash('sha256').update(text).digest();
  const tokens = [{ name: 'old', sum: sumOf('a') }, { name: 'new', sum: sumOf('b') }];
  expect(['Bearer a', 'bearer b', 'Bearer c', 'Bearer ', undefined].map((header) => tokenIn(header, tokens)?.name))
    .toEqual(['old', 'new', undefined, undefined, undefined]);
});

test('a request without a token has none, whatever sums a file has', async () => {
  const sum = createHash('sha256').update('').digest();
  expect(['Bearer ', 'Bearer', '', undefined].map((header) => tokenIn(header, [{ name: 'ci', sum }]))).toEqual(Array(4).fill(undefined));
  const folder = temporaryFolder();
  write(folder, { tokens: `# clients\nci ${sum.toString('hex')}\n` });
  const { complaint } = await command('registry', 'serve', '--root', folder, '--tokens', path.join(folder, 'tokens'));
  expect(complaint).toContain('the sum of an empty token in line 2');
});

test('what a server cannot begin with is refused at once', async () => {
  const folder = temporaryFolder();
  write(folder, { tokens: 'ci secret-of-ci\n', key: 'short' });
  const given = ['--root', folder, '--listen', 'x', '--tokens', path.join(folder, 'tokens'), '--signing-key', path.join(folder, 'key')];
  const { complaint, status } = await command('registry', 'serve', ...given);
  expect(status).toBe(1);
  for (const part of ['4 problems', 'something else in line 1', '5 bytes', 'without .well-known']) expect(complaint).toContain(part);
  expect(complaint).not.toContain('secret-of-ci');
  expect((await command('registry', 'serve', '--root', folder)).complaint).toContain('add --tokens <file>, or --public');
  expect((await command('registry', 'serve', '--root', folder, '--public', '--timeout', '0')).status).toBe(2);
});

test('a client that does not read is cut off', async () => {
  const { root, tokens } = await published();
  const archive = Buffer.alloc(32_000_000);
  write(path.join(root, FOLDER, '1.0.0'), {
    'module.tar.gz': archive.toString('latin1'),
    'record.json': JSON.stringify({ sha256: createHash('sha256').update(archive).digest('hex') }),
  });
  const running = new Running(root, tokens, 300);
  const socket = connect(await running.port(), '127.0.0.1');
  await once(socket, 'connect');
  socket.pause();
  socket.write(`GET ${FOLDER}/1.0.0/module.tar.gz HTTP/1.1\r\nHost: a\r\nAuthorization: ${TOKEN.Authorization}\r\n\r\n`);
  const isCutOff = (): boolean => running.log.some(({ message }) => message === 'client was too slow or left');
  for (let waited = 0; waited < 100 && !isCutOff(); waited += 1) await setTimeout(20);
  socket.destroy();
  running.stop();
  expect(running.log).toEqual([expect.objectContaining({ message: 'client was too slow or left', status: 200 })]);
});

test('a client that sends nothing more and does not leave keeps no connection', async () => {
  const { root, tokens } = await published();
  const running = new Running(root, tokens, 200);
  const socket = connect({ port: await running.port(), host: '127.0.0.1', allowHalfOpen: true });
  let answer = '';
  socket.on('data', (chunk) => (answer += String(chunk)));
  socket.write('GET /healthz HTTP/1.1\r\nHost: a\r\n');
  for (let waited = 0; waited < 200 && (answer === '' || await running.connections() > 0); waited += 1) await setTimeout(10);
  const open = await running.connections();
  socket.destroy();
  running.stop();
  expect([answer.split('\r\n')[0], open]).toEqual(['HTTP/1.1 408 Request Timeout', 0]);
});

test('a server ends by SIGTERM', async () => {
  const { root, tokens } = await published();
  let log = '';
  const print = (text: string): void => {
    log += text;
    if (text.includes('"listening"')) setImmediate(() => process.emit('SIGTERM', 'SIGTERM'));
  };
  const output = { print, complain: print, interactive: false, confirm: async () => false };
  expect(await serveRegistry({ root, tokens, listen: '127.0.0.1:0', timeout: 1 }, output)).toBe(0);
  expect(log).toContain('"message":"stopping","signal":"SIGTERM"');
  expect(process.listenerCount('SIGTERM')).toBe(0);
});

test('says that files which cannot be read now may be there later', async () => {
  const { root, tokens } = await published();
  const running = new Running(root, tokens, 1000, { read: () => Promise.reject(new Unavailable('the bucket answered 503 to a')) });
  try {
    for (const where of ['/healthz', `${FOLDER}/versions`]) {
      const answer = await running.ask(where);
      expect([answer.status, await answer.text()]).toEqual([503, expect.not.stringContaining('bucket')]);
    }
    expect(running.log).toContainEqual({ level: 'error', message: 'unavailable', error: 'the bucket answered 503 to a' });
  } finally {
    running.stop();
  }
});
