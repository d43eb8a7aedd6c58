import { Fields } from '../../../lib/reports/client/shape';
import type { Missing } from '../../../lib/reports/facts/facts';
import { repositoryFacts } from '../../../lib/reports/github/repository-facts';
import { repositoryOf } from '../../../lib/reports/github/shapes';
import { NOW } from '../../support/reports/collecting';
import { DIRECT, directClient, partitionInMemory } from '../../support/reports/direct';
import { githubAnswer } from '../../support/reports/github-answers';
import { repositoryBody } from '../../support/reports/github-bodies';
import { GOLDEN } from '../../support/reports/golden-organization';
import { sha } from '../../support/reports/organization';

const notifier = GOLDEN.repositories.find(({ name }) => name === 'notifier')!;

test.each([[true, 'rollback'], [false, 'planned']])('labels of pull requests count if they are turned on: %s', async (isOn, kind) => {
  const body = { ...repositoryBody(GOLDEN, notifier, DIRECT), has_pull_requests: isOn };
  const { fullName, lacksPulls, url } = repositoryOf(new Fields(body, 'repository'));
  const { client, requests } = directClient((each) => githubAnswer(GOLDEN, each, DIRECT, 100));
  const from = Date.parse('2026-02-01T00:00:00Z');
  const source = { client, partition: await partitionInMemory(), missing: () => undefined, from, until: NOW, fullName, url, lacksPulls };
  const service = { name: 'notifier', team: 'storefront', paths: [], environments: ['production'], workflows: [], isByWorkflow: false };
  const [{ deployments }] = await repositoryFacts(source, [service]);

  expect(deployments.at(-1)?.kind).toBe(kind);
  expect(requests.some((each) => each.url.includes('/pulls'))).toBe(isOn);
});

test.each([
  ['s2', 's3', 'some changes of acme/shop/deployments/302'],
  ['s4', 's5', 'the changes that it takes back of acme/shop/deployments/303'],
])('a comparison of %s with %s that GitHub does not have is named', async (base, head, what) => {
  const missing: Missing[] = [];
  const { client } = directClient((url) => {
    const isGone = url.pathname.includes(`/compare/${sha(base)}...${sha(head)}`);
    return isGone ? { status: 404, body: {} } : githubAnswer(GOLDEN, url, DIRECT, 100);
  });
  const from = Date.parse('2026-02-01T00:00:00Z');
  const place = { fullName: 'acme/shop', url: DIRECT, missing: (one: Missing) => void missing.push(one) };
  const source = { ...place, client, partition: await partitionInMemory(), from, until: NOW };
  const service = { name: 'cart', team: 'storefront', paths: ['services/cart'], environments: ['production'], workflows: [], isByWorkflow: false };
  await repositoryFacts(source, [service]);

  expect(missing.map((each) => each.what)).toEqual([what]);
});
