import { Manifest } from '@cdktf/provider-kubernetes/lib/manifest';
import { Guarantees, KafkaTopic, PlatformStack, ServicesProject } from '@golden-path/constructs';
import { JsonPatch } from 'cdk8s';
import type { App, TerraformStack } from 'cdktf';
import { TOPIC } from '../support/data';
import { refusedData, refusedOver, synthData, synthTree } from '../support/manifests';
import { aPlatform } from '../support/platform';

const REASON = 'reviewed by the platform team for the move to another cluster';

/** The topic of a service once more, by Terraform. */
function twin(stack: TerraformStack, name: string, spec: object): Manifest {
  const manifest = { apiVersion: 'kafka.strimzi.io/v1', kind: 'KafkaTopic', metadata: { name, namespace: 'kafka' }, spec };
  return new Manifest(stack, 'Twin', { manifest });
}

const topic = (stack: TerraformStack) => new KafkaTopic(stack, 'Topic', TOPIC);

test('an object that Argo CD applies keeps its promises as a manifest of Terraform too, whatever the reason', () => {
  const error = refusedData(topic, (_, stack) => {
    Guarantees.allowException(twin(stack, TOPIC.topicName, { replicas: 1 }), REASON);
  });
  expect(error.code).toBe('LostNonNegotiable');
  expect(error.problems).toEqual([
    {
      path: 'checkout-staging/Twin',
      got: 'replicas: 1',
      allowed: expect.stringContaining('replicas: 3'),
      fix: 'remove the override, aspect or tryRemoveChild that changes it; this cannot be changed',
    },
  ]);
});

test('an object of another name takes no more than the reason for another namespace', () => {
  expect(() =>
    synthData((stack) => {
      topic(stack);
      Guarantees.allowException(twin(stack, 'other.events', { replicas: 1 }), REASON);
    }),
  ).not.toThrow();
});

describe('the bounds of a project', () => {
  const platformStack = (app: App) => new PlatformStack(app, 'platform-staging', { platform: aPlatform(), environment: 'staging' });
  const good = (app: App) => void new ServicesProject(platformStack(app), 'Project');
  const open = { apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject', metadata: { name: 'open', namespace: 'argocd' }, spec: { sourceRepos: ['*'] } };

  test('hold for a project that the platform writes itself in Terraform', () => {
    const error = refusedOver(good, (app) => void new Manifest(platformStack(app), 'Open', { manifest: open }));
    expect(error.code).toBe('LostNonNegotiable');
    expect(error.problems.map(({ path, got }) => [path, got])).toEqual([['platform-staging/Open', 'namespaceResourceWhitelist: nothing']]);
  });

  test('are lifted there by a written reason', () => {
    expect(() => synthTree((app) => Guarantees.allowException(new Manifest(platformStack(app), 'Open', { manifest: open }), REASON))).not.toThrow();
  });

  test('are not lifted for those of the library', () => {
    const error = refusedOver(good, (app) => {
      const services = new ServicesProject(platformStack(app), 'Project');
      services.project.addJsonPatch(JsonPatch.replace('/spec/sourceRepos', ['*']));
      Guarantees.allowException(services, REASON);
    });
    expect(error.problems.map(({ got, fix }) => [got, fix])).toEqual([
      ["a pattern: '*'", 'remove the patch that changes it; this cannot be changed'],
    ]);
  });
});
