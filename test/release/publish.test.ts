import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../support/examples';
import { ACTIONS, NAME, writeRelease } from './small-release';

const GITHUB = { GITHUB_ACTOR: 'a-person', GITHUB_TOKEN: 'github-secret', GITHUB_REPOSITORY_OWNER: 'Acme' };

const tested = mkdtempSync(join(tmpdir(), 'golden-path-tested-'));
let folder: string;

beforeAll(() => writeRelease(tested));

afterAll(() => rmSync(tested, { recursive: true }));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-path-publish-'));
  cpSync(join(tested, 'release'), join(folder, 'release'), { recursive: true });
  for (const program of ['helm', 'aws']) stub(program, '');
});

afterEach(() => rmSync(folder, { recursive: true }));

/** A program that notes how it was called and what it was given, and does what a line of shell says. */
function stub(program: string, line: string): void {
  const file = join(folder, 'bin', program);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho ${program} "$@" >> '${folder}/calls'\ncat >> '${folder}/given'\n${line}\n`);
  chmodSync(file, 0o755);
}

interface Finished {
  readonly status: number | null;
  readonly output: string;
  readonly calls: readonly string[];
}

/** Publishes with these variables and no others. */
async function publish(env: Record<string, string>): Promise<Finished> {
  const child = spawn(process.execPath, [join(ROOT, 'scripts/release/publish.mjs'), join(folder, 'release')], {
    env: { PATH: `${join(folder, 'bin')}:${process.env.PATH}`, HOME: folder, CI: 'true', ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      output += String(text);
    });
  }
  const status = await new Promise<number | null>((done) => {
    child.on('close', done);
  });
  const calls = readFileSync(join(folder, 'calls'), { encoding: 'utf8', flag: 'a+' }).trim().split('\n').filter(Boolean);
  return { status, output, calls: calls.map((call) => call.replaceAll(folder, '.')) };
}

describe('a registry', () => {
  interface Request {
    readonly method?: string;
    readonly url?: string;
    readonly token?: string;
    readonly body: string;
  }

  /** Publishes to a registry on this machine, which has an integrity for the version already, or nothing. */
  async function publishTo(present?: string): Promise<Finished & { requests: Request[] }> {
    const requests: Request[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => {
        body += String(part);
      });
      request.on('end', () => {
        requests.push({ method: request.method, url: request.url, token: request.headers.authorization, body });
        const found = request.method === 'PUT' || present !== undefined;
        const actions = request.url?.includes('backstage-actions') === true;
        const name = actions ? ACTIONS : NAME;
        const dist = { integrity: actions ? integrityOf('actions') : present, tarball: 'http://127.0.0.1/x.tgz' };
        const version = { name, version: '1.2.0', dist };
        response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
        response.end(
          JSON.stringify(
            found ? { name, 'dist-tags': { latest: '1.2.0' }, 'versions': { '1.2.0': version } } : { error: 'not found' },
          ),
        );
      });
    });
    await new Promise<void>((done) => {
      server.listen(0, '127.0.0.1', done);
    });
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/repository`;
      return {
        ...(await publish({ ...GITHUB, REGISTRY_KIND: 'token', REGISTRY_URL: url, REGISTRY_TOKEN: 'registry-secret' })),
        requests,
      };
    } finally {
      server.close();
    }
  }

  const integrityOf = (part: 'actions' | 'package') =>
    (JSON.parse(readFileSync(join(folder, 'release/release.json'), 'utf8')) as Record<string, { integrity: string }>)[part].integrity;

  test('gets the very package that was tested, under its channel, with the token', async () => {
    stub('helm', '[ "$1" = show ] && exit 1 || exit 0');
    const { status, output, requests } = await publishTo();
    expect([status, output]).toEqual([0, expect.stringContaining('@acme/constructs@1.2.0 as release-1.x')]);
    const put = requests.find(({ method }) => method === 'PUT')!;
    expect(put).toMatchObject({ url: '/repository/@acme%2fconstructs', token: 'Bearer registry-secret' });
    const sent = JSON.parse(put.body) as { 'dist-tags': object; 'versions': Record<string, { dist: { integrity: string } }> };
    expect(sent['dist-tags']).toEqual({ 'release-1.x': '1.2.0' });
    expect(sent.versions['1.2.0'].dist.integrity).toBe(integrityOf('package'));
    expect(output).toContain('@acme/backstage-actions@1.2.0 as release-1.x');
  });

  test('that has the package already is left as it is, so that a release can be run again', async () => {
    const { status, output, requests } = await publishTo(integrityOf('package'));
    expect([status, output]).toEqual([0, expect.stringContaining('1.2.0 is there already')]);
    expect(requests.map(({ method }) => method)).not.toContain('PUT');
  });

  test('that has another package under the version is an error', async () => {
    const { status, output, requests } = await publishTo('sha512-another');
    expect([status, output]).toEqual([
      1,
      expect.stringContaining('@acme/constructs@1.2.0 is there already, and is another package: its integrity is sha512-another'),
    ]);
    expect(requests.map(({ method }) => method)).not.toContain('PUT');
  });
});

describe('what is called', () => {
  test('for GitHub Packages, where nothing is set, with the chart first', async () => {
    stub('helm', '[ "$1" = show ] && exit 1 || exit 0');
    stub(
      'npm',
      `echo "$npm_config_registry" >> '${folder}/calls'; [ "$1" = view ] && { echo '{"error":{"code":"E404"}}'; exit 1; } || exit 0`,
    );
    expect(await publish(GITHUB)).toMatchObject({
      status: 0,
      calls: [
        'helm registry login ghcr.io --username a-person --password-stdin',
        'helm show chart oci://ghcr.io/acme/charts/common --version 1.0.0',
        'helm push ./release/common-1.0.0.tgz oci://ghcr.io/acme/charts',
        'npm view @acme/constructs@1.2.0 dist.integrity --json',
        'https://npm.pkg.github.com/',
        'npm publish ./release/acme-constructs-1.2.0.tgz --tag release-1.x',
        'https://npm.pkg.github.com/',
        'npm view @acme/backstage-actions@1.2.0 dist.integrity --json',
        'https://npm.pkg.github.com/',
        'npm publish ./release/acme-backstage-actions-1.2.0.tgz --tag release-1.x',
        'https://npm.pkg.github.com/',
      ],
    });
    expect(readFileSync(join(folder, 'given'), 'utf8')).toBe('github-secret');
  });

  test('for CodeArtifact, with a token that lasts minutes; a chart that is there is left', async () => {
    stub(
      'aws',
      '[ "$2" = get-authorization-token ] && echo aws-secret || echo https://acme-1.d.codeartifact.eu-west-1.amazonaws.com/npm/platform/',
    );
    stub('npm', `echo "$npm_config_registry" >> '${folder}/calls'`);
    const env = {
      CODEARTIFACT_DOMAIN: 'acme',
      CODEARTIFACT_OWNER: '111122223333',
      CODEARTIFACT_REPOSITORY: 'platform',
      AWS_REGION: 'eu-west-1',
    };
    const charts = {
      CHART_REPOSITORY: 'oci://charts.acme.io/platform',
      CHART_REGISTRY_USER: 'ci',
      CHART_REGISTRY_TOKEN: 'chart-secret',
    };
    const { status, calls, output } = await publish({ ...GITHUB, ...env, ...charts, REGISTRY_KIND: 'codeartifact' });
    expect(status).toBe(0);
    const domain = '--domain acme --domain-owner 111122223333 --output text';
    expect(calls).toEqual([
      `aws codeartifact get-authorization-token ${domain} --duration-seconds 900 --query authorizationToken`,
      `aws codeartifact get-repository-endpoint ${domain} --repository platform --format npm --query repositoryEndpoint`,
      'helm registry login charts.acme.io --username ci --password-stdin',
      'helm show chart oci://charts.acme.io/platform/common --version 1.0.0',
      'npm view @acme/constructs@1.2.0 dist.integrity --json',
      'https://acme-1.d.codeartifact.eu-west-1.amazonaws.com/npm/platform/',
      'npm publish ./release/acme-constructs-1.2.0.tgz --tag release-1.x',
      'https://acme-1.d.codeartifact.eu-west-1.amazonaws.com/npm/platform/',
      'npm view @acme/backstage-actions@1.2.0 dist.integrity --json',
      'https://acme-1.d.codeartifact.eu-west-1.amazonaws.com/npm/platform/',
      'npm publish ./release/acme-backstage-actions-1.2.0.tgz --tag release-1.x',
      'https://acme-1.d.codeartifact.eu-west-1.amazonaws.com/npm/platform/',
    ]);
    for (const secret of ['aws-secret', 'chart-secret', 'github-secret']) expect([output, ...calls].join('\n')).not.toContain(secret);
  });

  test("for npm's own registry, with provenance and without a token", async () => {
    stub('npm', '');
    const { calls } = await publish({ ...GITHUB, REGISTRY_KIND: 'npmjs' });
    expect(calls.filter((call) => call.startsWith('npm publish'))).toEqual([
      'npm publish ./release/acme-constructs-1.2.0.tgz --tag release-1.x --provenance --access public',
      'npm publish ./release/acme-backstage-actions-1.2.0.tgz --tag release-1.x --provenance --access public',
    ]);
  });
});

test.each([
  [
    'a kind that does not exist',
    { REGISTRY_KIND: 'artifactory' },
    "REGISTRY_KIND is 'artifactory', and must be one of github, codeartifact, npmjs, token",
  ],
  [
    'every variable that is missing',
    { REGISTRY_KIND: 'token' },
    'REGISTRY_URL is not set: the address of the registry\n  REGISTRY_TOKEN is not set: a token that may publish',
  ],
  [
    'an address without encryption',
    { REGISTRY_KIND: 'token', REGISTRY_URL: 'http://npm.acme.io', REGISTRY_TOKEN: 'x' },
    "REGISTRY_URL is 'http://npm.acme.io', and must be an address that starts with https://",
  ],
  [
    "another owner's scope",
    { GITHUB_REPOSITORY_OWNER: 'globex' },
    'the package is @acme/constructs, and GitHub Packages takes @globex/... here',
  ],
  [
    'a chart repository that is none',
    { CHART_REPOSITORY: 'ghcr.io/acme' },
    "CHART_REPOSITORY is 'ghcr.io/acme', and must be such as oci://ghcr.io/acme/charts",
  ],
])('%s is refused before anything is published', async (_, env, message) => {
  const { status, output, calls } = await publish({ ...GITHUB, ...env });
  expect([status, output]).toEqual([1, expect.stringContaining(message)]);
  expect(calls).toEqual([]);
});

test.each(['common-1.0.0.tgz', 'acme-constructs-1.2.0.tgz', 'acme-backstage-actions-1.2.0.tgz'])('%s is refused if it is not the one that was tested', async (file) => {
  writeFileSync(join(folder, 'release', file), 'another file');
  const { status, output, calls } = await publish(GITHUB);
  expect([status, output]).toEqual([1, expect.stringContaining(`${file} is not the file that was tested`)]);
  expect(calls).toEqual([]);
});
