import { Fields } from '../../../lib/reports/client/shape';
import { repositoryFacts } from '../../../lib/reports/github/repository-facts';
import { repositoryOf } from '../../../lib/reports/github/shapes';
import { NOW } from '../../support/reports/collecting';
import { DIRECT, directClient, partitionInMemory } from '../../support/reports/direct';
import { githubAnswer } from '../../support/reports/github-answers';
import { repositoryBody } from '../../support/reports/github-bodies';
import { GOLDEN } from '../../support/reports/golden-organization';

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
