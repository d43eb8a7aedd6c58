import { Peer } from '@golden-path/constructs';
import fc from 'fast-check';
import { HOSTILE_TEXTS, sentence } from '../../test/support/arbitraries';
import { anEnvironment, aPlatform } from '../../test/support/platform';
import { aService, synthApp } from '../../test/support/synth';
import type { Json } from '../../test/support/synth';
import { describeWithTerraform, planTogether } from '../referees/terraform';

/** Hundreds of stacks take one run of terraform a while on a busy machine. */
const PATIENCE = 15 * 60_000;

/** Terraform keeps every text in this form of Unicode. */
const normal = (text: string) => text.normalize('NFC');

/** A reason has words, whatever else it has. */
const reason = (text: string) => `${text} as asked`;

const annotations = (resources: readonly Json[], type: string, name: string): Record<string, string> =>
  resources.find((resource) => resource.type === type && resource.values.metadata[0].name === name).values.metadata[0].annotations;

describeWithTerraform('text of a user is text for terraform', () => {
  test('in every prop that takes free text', async () => {
    const stacks = synthApp((app) => {
      const platform = aPlatform();
      HOSTILE_TEXTS.forEach((text, index) => {
        const service = aService(app, { serviceName: `service-${index}` }, { platform });
        service.allowFrom(Peer.namespace('monitoring'), 9090, text);
        service.grant(['s3:*'], ['arn:aws:s3:::b/${aws:PrincipalTag/team}/*'], reason(text));
        service.attachPolicy('arn:aws:iam::aws:policy/AmazonS3FullAccess', reason(text));
      });
    });
    const planned = await planTogether(stacks);
    HOSTILE_TEXTS.forEach((text, index) => {
      const resources = planned[`service-${index}-staging`];
      expect(annotations(resources, 'kubernetes_network_policy_v1', 'allow-from-namespace.monitoring-9090')['platform.acme.io/why']).toBe(normal(text));
      expect(annotations(resources, 'kubernetes_service_account_v1', `service-${index}`)['platform.acme.io/exceptions']).toBe(
        normal(`s3:*: ${reason(text)}; arn:aws:iam::aws:policy/AmazonS3FullAccess: ${reason(text)}`),
      );
      const grants = resources.find(({ type }) => type === 'aws_iam_role_policy')!.values as Json;
      expect(JSON.parse(grants.policy).Statement[0].Resource).toEqual(['arn:aws:s3:::b/${aws:PrincipalTag/team}/*']);
    });
  }, PATIENCE);

  test('a few hundred generated services, planned together, are what was asked for', async () => {
    const request = fc.record({
      replicaCount: fc.integer({ min: 1, max: 100 }),
      enablePdb: fc.boolean(),
      podIdentity: fc.boolean(),
      why: sentence,
      port: fc.integer({ min: 1, max: 65535 }),
    });
    const requests = fc.sample(request, 200);
    const stacks = synthApp((app) => {
      const platform = aPlatform({ environments: [anEnvironment(), anEnvironment({ name: 'pods', oidcProviderArn: undefined })] });
      requests.forEach(({ replicaCount, enablePdb, podIdentity, why, port }, index) => {
        const service = aService(app, { serviceName: `service-${index}`, replicaCount, enablePdb }, { platform, environment: podIdentity ? 'pods' : 'staging' });
        service.allowTo(Peer.cidr('203.0.113.0/24'), port, why);
      });
    });
    const planned = await planTogether(stacks);
    requests.forEach(({ replicaCount, enablePdb, podIdentity, why, port }, index) => {
      const resources = planned[`service-${index}-${podIdentity ? 'pods' : 'staging'}`];
      const types = resources.map(({ type }) => type);
      expect(types.includes('kubernetes_pod_disruption_budget_v1')).toBe(enablePdb);
      expect(types.includes('aws_eks_pod_identity_association')).toBe(podIdentity);
      expect(resources.find(({ type }) => type === 'kubernetes_horizontal_pod_autoscaler_v2')!.values).toMatchObject({ spec: [{ min_replicas: replicaCount, max_replicas: 5 * replicaCount }] });
      expect(annotations(resources, 'kubernetes_network_policy_v1', `allow-to-cidr.203.0.113.0-24-${port}`)['platform.acme.io/why']).toBe(normal(why));
    });
  }, PATIENCE);
});
