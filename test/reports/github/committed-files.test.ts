import { readLock } from '../../../lib/cli/dora/read-lock';
import { LOCK_FILE } from '../../../lib/cli/lock/lock-file';
import { readServices } from '../../../lib/cli/scorecard/read-services';
import * as record from '../../../lib/output/record';
import { isEvidence, LOCK, RECORD } from '../../../lib/reports/committed/evidence-files';
import type { Missing } from '../../../lib/reports/facts/facts';
import { discover, filesOfAll } from '../../../lib/reports/github/discovery';
import { DIRECT, directClient, partitionInMemory } from '../../support/reports/direct';
import { githubAnswer } from '../../support/reports/github-answers';
import type { Organization, Repository } from '../../support/reports/organization';

const empty = { commits: [], deployments: [], runs: [], pulls: [] };

function lock(stacks: Readonly<Record<string, object>>): string {
  const all = Object.entries(stacks).map(([name, stack]) => [name, { terraform: 'x', dependsOn: [], data: [], exceptions: [], ...stack }]);
  return JSON.stringify({ lockVersion: 2, version: '1.0.0', inputs: { packages: {}, providers: {} }, stacks: Object.fromEntries(all) });
}

const entry = (name: string, owner: string, more = '') =>
  `kind: Component\nmetadata: { name: ${name}, annotations: { pagerduty.com/service-id: P1 }${more} }\nspec: { type: website, owner: ${owner} }\n`;

const excepted = lock({
  a: { service: 'shop', production: true, environment: 'production', exceptions: [{ construct: 'c', what: 'w', reason: 'r' }] },
  b: { service: 'shop', production: false, environment: 'staging' },
});

const SHOP: Repository = {
  ...empty,
  name: 'shop',
  id: 1,
  files: {
    'infra/golden-path.lock.json': excepted,
    'catalog-info.yaml': entry('shop', 'user:default/ada', ', labels: { acme.io/team: storefront }'),
    'node_modules/x/catalog-info.yaml': entry('not-ours', 'x'),
    'skeleton/catalog-info.yaml': entry("'${{ values.name }}'", 'x'),
    'README.md': 'nothing about services',
  },
  history: {
    'infra/golden-path.lock.json': [
      { at: '2026-03-01T00:00', text: excepted },
      { at: '2026-02-01T00:00', text: excepted },
      { at: '2026-01-01T00:00' },
      { at: '2025-12-01T00:00', text: excepted },
    ],
  },
};

const SITE: Repository = { ...empty, name: 'site', id: 2, files: { 'catalog-info.yml': entry('site', 'group:default/storefront') } };
const BROKEN: Repository = { ...empty, name: 'broken', id: 3, files: { 'golden-path.lock.json': '{', 'catalog-info.yaml': 'a: [' } };
const ACME: Organization = { name: 'acme', incidents: [], repositories: [SHOP, SITE, BROKEN] };

async function reader(answer: (url: URL) => ReturnType<typeof githubAnswer> = (url) => githubAnswer(ACME, url, DIRECT, 100)) {
  const missing: Missing[] = [];
  const { client, requests } = directClient(answer);
  const partition = await partitionInMemory();
  return { client, missing: (one: Missing) => void missing.push(one), found: missing, partition, readLock, requests };
}

test('the files that are looked for are those that the library writes', () => {
  expect([LOCK, RECORD]).toEqual([LOCK_FILE, record.RECORD]);
  expect(['.github/workflows/x.yml', 'a/b/c/d/catalog-info.yaml', 'a/b/c/d/e/catalog-info.yaml', 'test/golden-path.json'].map(isEvidence))
    .toEqual([true, true, false, false]);
});

test('both commands name a service and its team in the same way, and what cannot be read', async () => {
  const read = await reader();
  const services = await discover(read, { organization: 'acme' });
  const named = read.found.splice(0);
  const { missing, services: scored } = readServices(await filesOfAll(read, { organization: 'acme' }, true), () => 'link');

  expect(services).toEqual([
    { name: 'shop', team: 'storefront', repository: 'acme/shop', environments: ['production'], pagerduty: ['P1'] },
    { name: 'site', team: 'storefront', repository: 'acme/site', pagerduty: ['P1'] },
  ]);
  expect(scored.map(({ name, team }) => [name, team])).toEqual([['shop', 'storefront'], ['site', 'storefront']]);
  expect(named.map(({ what, where }) => `${where}/${what}`).sort()).toEqual(['acme/broken/catalog-info.yaml', 'acme/broken/golden-path.lock.json']);
  expect(missing.map(({ where }) => where).sort()).toEqual(['acme/broken/catalog-info.yaml', 'acme/broken/golden-path.lock.json']);
});

test('an exception is as old as the first commit that has it without a break, and no older version is read', async () => {
  const read = await reader();
  const { services: [shop] } = readServices(await filesOfAll(read, { organization: 'acme', repositories: ['shop'] }, true), () => 'link');

  expect(shop.exceptions).toMatchObject([{ what: 'w', since: '2026-02-01T00:00:00Z' }]);
  expect(read.requests.filter(({ url }) => url.includes('/contents/'))).toHaveLength(3);
});

test('a second reading asks for the list of files again, and for no file', async () => {
  const read = await reader();
  const once = async () => filesOfAll(read, { organization: 'acme', repositories: ['shop', 'site'] }, true);
  const [first, begin] = [await once(), read.requests.length];
  const second = await once();

  expect(begin).toBeGreaterThan(6);
  expect(second.map(({ files }) => [...files])).toEqual(first.map(({ files }) => [...files]));
  const asked = read.requests.slice(begin).map(({ url }) => url);
  expect(asked.filter((url) => url.includes('/git/trees/'))).toHaveLength(2);
  expect(asked.filter((url) => url.includes('/git/blobs/'))).toEqual([]);
});

test('a list of files that GitHub cuts is named', async () => {
  const cut = await reader((url) => {
    const reply = githubAnswer(ACME, url, DIRECT, 100);
    return url.pathname.includes('/git/trees/') ? { ...reply, body: { ...(reply.body as object), truncated: true } } : reply;
  });
  await discover(cut, { organization: 'acme', repositories: ['site'] });

  expect(cut.found).toEqual([{ where: 'acme/site', what: 'some of its files', why: 'GitHub lists no more than 100,000 files' }]);
});

test('a repository that is not there is named, and one without commits has no files', async () => {
  const read = await reader((url) => {
    if (!url.pathname.includes('/site/git/trees/')) return githubAnswer(ACME, url, DIRECT, 100);
    return { status: 409, body: { message: 'Git Repository is empty.' } };
  });
  const found = await filesOfAll(read, { organization: 'acme', repositories: ['shopp', 'site'] }, true);

  expect(found.map(({ name, files }) => [name, files.size])).toEqual([['acme/site', 0]]);
  expect(read.found).toEqual([
    { where: 'acme/shopp', what: '/repos/acme/shopp', why: 'there is no such repository, or the token may not read it' },
  ]);
});
