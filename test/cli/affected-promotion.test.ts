import { GitOpsApp } from '@golden-path/constructs';
import type { App } from 'cdktf';
import { promotedOnly } from '../../lib/cli/gitops/promoted-only';
import { aPlatform } from '../support/platform';
import { aService } from '../support/synth';
import { locked } from './repository';
import type { Repository } from './repository';

const TERRAFORM = 'stacks/checkout-production/cdk.tf.json';
const PRODUCTION = 'gitops/apps/checkout/values-production.yaml';
const STAGING = 'gitops/apps/checkout/values-staging.yaml';
const HEADING = 'Argo CD deploys the change to these only after golden-path promote:';

const edited = (text: string) => `${text}# changed\n`;

/** Whether each affected stack waits for a promotion. */
async function waiting(repository: Repository): Promise<Record<string, boolean>> {
  const { stacks } = await repository.affectedJson();
  return Object.fromEntries(stacks.map(({ stack, waitsForPromotion }) => [stack, waitsForPromotion === true]));
}

/** A service that has no environment before production. */
function onlyProduction(app: App): void {
  const service = aService(app, {}, { platform: aPlatform(), environment: 'production' });
  new GitOpsApp(service.node.scope!, 'App', { service, image: 'ghcr.io/acme/checkout', imageTag: '1.0.0', port: 8080 });
}

test('a change that a sync deploys to staging alone is said to wait for its promotion to production', async () => {
  const repository = await locked();
  repository.edit(STAGING, edited);
  repository.edit(PRODUCTION, edited);
  expect(await waiting(repository)).toEqual({ 'checkout-production': true, 'checkout-staging': false });
  const { printed } = await repository.affected();
  expect(printed).toBe(
    [
      `2 of 2 stacks affected since ${repository.lockFile}.`,
      '  checkout-production  gitops changed',
      '  checkout-staging     gitops changed',
      '',
      HEADING,
      '  checkout-production',
      '',
    ].join('\n'),
  );
});

test('a change of staging, or of Terraform alone, waits for nothing', async () => {
  const repository = await locked();
  repository.edit(STAGING, edited);
  repository.edit(TERRAFORM, (text) => text.replace('"average_utilization": 70', '"average_utilization": 60'));
  expect(await waiting(repository)).toEqual({ 'checkout-production': false, 'checkout-staging': false });
  expect((await repository.affected()).printed).not.toContain(HEADING);
});

test('a change of a service that has no environment before production waits for nothing', async () => {
  const repository = await locked(onlyProduction);
  repository.edit(PRODUCTION, edited);
  expect(await waiting(repository)).toEqual({ 'checkout-production': false });
});

test('stacks of production wait that have a stack of the same service before them, and no stack of a platform does', () => {
  const stacks = [
    { name: 'a-staging', service: 'a', production: false },
    { name: 'a-production', service: 'a', production: true },
    { name: 'a-production-us', service: 'a', production: true },
    { name: 'b-production', service: 'b', production: true },
    { name: 'platform-staging', production: false },
    { name: 'platform-production', production: true },
    { name: 'plain' },
  ];
  expect([...promotedOnly(stacks)]).toEqual(['a-production', 'a-production-us']);
});
