import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { get, init, raw } from './client';
import { MODULE, NEWEST, TOKENS } from './published';
import type { Published } from './published';
import { changeArchives, start, TIMEOUT } from './server';
import type { Running } from './server';

/** Asks a server, and gives back what is wrong. */
export type Case = (server: Running, published: Published) => Promise<string[]>;

const ARCHIVE = `/v1/modules/${MODULE}/${NEWEST}/module.tar.gz`;

/** Paths that lead out of the folder, if a server joins them as they are. */
const OUTSIDE = [
  '/../secret.txt',
  '/v1/modules/../../../secret.txt',
  '/v1/modules/platform/object-bucket/aws/../../../../../../secret.txt',
  '/v1/modules/%2e%2e/%2e%2e/%2e%2e/secret.txt',
  '/v1/modules/..%2f..%2f..%2fsecret.txt',
  '/v1/modules/..\\..\\..\\secret.txt',
  '//../secret.txt',
  '/v1/modules/platform/object-bucket/aws/1.3.0/record.json',
  '/v1/modules/platform/object-bucket/aws/1.3.0/module.tar.gz/../../../../../../../secret.txt',
];

/** What holds for every registry that asks for tokens. */
export const CASES: Readonly<Record<string, Case>> = {
  async 'the newest version of a constraint is fetched with each token'({ port }, { files }) {
    const problems: string[] = [];
    for (const token of Object.values(TOKENS)) {
      const fetched = await init(port, { token, files: Object.keys(files) });
      problems.push(...missing(fetched.text, fetched.status === 0 && 'successfully initialized'));
      if (fetched.version !== NEWEST) problems.push(`version ${fetched.version}`);
      problems.push(...Object.keys(files).filter((name) => fetched.files[name] !== files[name]).map((name) => `${name} differs`));
    }
    return problems;
  },
  async 'nothing is fetched without a token'({ port }) {
    return missing((await init(port, {})).text, '401 Unauthorized');
  },
  async 'nothing is fetched with a wrong token'({ port }) {
    return missing((await init(port, { token: `${TOKENS.ci}0` })).text, '401 Unauthorized');
  },
  async 'an unknown module is named'({ port }) {
    return missing((await init(port, { token: TOKENS.ci, module: 'platform/no-such/aws' })).text, 'cannot be found in the module registry');
  },
  async 'who has no token does not learn which modules there are'({ port }) {
    const answers = await Promise.all([MODULE, 'platform/no-such/aws'].map((module) => get(port, `/v1/modules/${module}/versions`)));
    const [there, gone] = answers.map((answer) => answer.replace(/Date: .*/, ''));
    return there === gone ? [] : [`${there} and ${gone}`];
  },
  async 'a version that nobody published is refused'({ port }) {
    return missing((await init(port, { token: TOKENS.ci, constraint: '~> 9.0' })).text, 'There is no available version of module');
  },
  async 'a path out of the folder is refused'({ port }) {
    const answers = await Promise.all(OUTSIDE.map((path) => get(port, path, TOKENS.ci)));
    return answers.flatMap((answer, index) => (/^HTTP\/1.1 40[04] /.test(answer) ? [] : [`${OUTSIDE[index]}: ${answer}`]));
  },
  async 'an archive needs its own signature'({ port }) {
    const download = (await get(port, `/v1/modules/${MODULE}/${NEWEST}/download`, TOKENS.ci));
    const query = /X-Terraform-Get: \.\/module\.tar\.gz\?(.*)&checksum/.exec(download)?.[1] ?? 'none';
    const wrong = [ARCHIVE, `${ARCHIVE}?${query.replace(/expires=./, 'expires=9')}`, `${ARCHIVE.replace(NEWEST, '1.2.3')}?${query}`];
    const answers = await Promise.all(wrong.map((path) => get(port, path)));
    const problems = answers.flatMap((answer) => missing(answer, 'HTTP/1.1 403'));
    return [...problems, ...missing(await get(port, `${ARCHIVE}?${query}`), 'HTTP/1.1 200 OK')];
  },
  async 'no token goes to the archive, and Terraform refuses one that was changed on the way'({ port }) {
    const between = await changeArchives(port);
    const { text } = await init(between.port, { token: TOKENS.ci });
    between.stop();
    if (between.archives.length === 0 || between.archives.includes(true)) return ['no archive, or one with a token'];
    return missing(text, 'Checksums did not match');
  },
  async 'a damaged archive is refused, and logged'({ log, port }, { root }) {
    const file = join(root, ARCHIVE);
    const before = readFileSync(file);
    writeFileSync(file, before.subarray(0, before.length - 1));
    const { text } = await init(port, { token: TOKENS.ci });
    writeFileSync(file, before);
    return [...missing(text, 'bad response code: 500'), ...missing(log(), 'has another sum than its record')];
  },
  async 'a slow client is cut off, and others are answered meanwhile'({ port }) {
    const begin = Date.now();
    const slow = raw(port, 'GET /v1/modules/ HTTP/1.1\r\nHost: registry\r\n');
    const health = await get(port, '/healthz');
    const [meanwhile, answer] = [Date.now() - begin, await slow];
    const took = Date.now() - begin;
    if (meanwhile > 1000 || took > TIMEOUT * 2000) return [`answered after ${meanwhile} ms, cut off after ${took} ms`];
    return [...missing(health, 'HTTP/1.1 200 OK'), ...missing(answer, 'HTTP/1.1 408 Request Timeout')];
  },
  async 'the log and the metrics tell what happened, without secrets'({ log, port }) {
    const metrics = await get(port, '/metrics');
    const secrets = [...Object.values(TOKENS), 'signature', 'secret of the machine'];
    const problems = secrets.filter((secret) => `${log()}${metrics}`.includes(secret)).map((secret) => `${secret} is in the log`);
    const counted = 'seconds_count{http_request_method="GET",http_route="versions",http_response_status_code="401",url_scheme="http"}';
    return [...problems, ...missing(log(), '"token":"laptop"'), ...missing(metrics, counted)];
  },
};

/** Plants what a registry must not be, and gives back the cases that did not notice. */
export async function missedFaults(published: Published): Promise<string[]> {
  const open = await start(published.root, '--public');
  const other = { ...published, files: { ...published.files, 'main.tf': '' } };
  const faults: [string, Case, Running, Published][] = [
    ['a registry without tokens', CASES['nothing is fetched without a token'], open, published],
    ['a registry without tokens, and a wrong one', CASES['nothing is fetched with a wrong token'], open, published],
    ['a registry that tells everybody', CASES['who has no token does not learn which modules there are'], open, published],
    ['archives for everybody', CASES['an archive needs its own signature'], open, published],
    ['another file', CASES['the newest version of a constraint is fetched with each token'], open, other],
  ];
  const missed: string[] = [];
  for (const [name, each, server, given] of faults) {
    if ((await each(server, given)).length === 0) missed.push(`nothing notices ${name}`);
  }
  await open.stop();
  return missed;
}

function missing(text: string, part: string | false): string[] {
  return part !== false && text.includes(part) ? [] : [`no '${part}' in: ${text.slice(0, 1000)}`];
}
