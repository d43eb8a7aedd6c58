import { NetworkPolicyEngine, Peer, ServiceNetwork, ServicePermissions, ServiceScaling } from '@golden-path/constructs';
import type { MicroserviceInfraProps, MicroserviceInfra } from '@golden-path/constructs';
import { App, TerraformStack } from 'cdktf';
import { thrownBy } from '../support/errors';
import { anEnvironment, aPlatform } from '../support/platform';
import { aService, synthService, temporaryFolder } from '../support/synth';

const QUEUE = 'arn:aws:sqs:eu-west-1:111122223333:mails';
const ENVIRONMENT = anEnvironment({ oidcProviderArn: undefined, networkPolicyEngine: NetworkPolicyEngine.CILIUM });
const WITH_POD_IDENTITY = aPlatform({ environments: [ENVIRONMENT] });
const made = (props: Partial<MicroserviceInfraProps> = {}) =>
  aService(new App({ outdir: temporaryFolder() }), props, { platform: WITH_POD_IDENTITY });

/** What a service has under two names: the part that has it, its name there, and the short one. */
const READ: [part: 'network' | 'permissions' | 'scaling', name: string, short: string][] = [
  ['network', 'defaultDeny', 'defaultDeny'],
  ['network', 'policies', 'networkPolicies'],
  ['permissions', 'role', 'role'],
  ['permissions', 'serviceAccount', 'serviceAccount'],
  ['permissions', 'podIdentity', 'podIdentity'],
  ['scaling', 'replicaCount', 'replicaCount'],
  ['scaling', 'maxReplicaCount', 'maxReplicaCount'],
  ['scaling', 'jobsOnly', 'jobsOnly'],
  ['scaling', 'cpuRequest', 'cpuRequest'],
  ['scaling', 'memoryRequest', 'memoryRequest'],
  ['scaling', 'memoryLimit', 'memoryLimit'],
  ['scaling', 'autoscaler', 'autoscaler'],
  ['scaling', 'disruptionBudget', 'disruptionBudget'],
  ['scaling', 'limits', 'limits'],
  ['scaling', 'quota', 'quota'],
];

/** Each verb, called on what has it. */
type Verbs = Pick<MicroserviceInfra, 'grant' | 'attachPolicy' | 'allowWildcards' | 'allowException' | 'allowFrom' | 'allowTo' | 'allowToHost'>;
const VERBS: [part: 'network' | 'permissions', verb: keyof Verbs, call: (holder: Verbs, service: MicroserviceInfra) => unknown][] =
  [
    ['network', 'allowFrom', (holder) => holder.allowFrom(Peer.namespace('edge'), 8080, 'customers pay')],
    ['network', 'allowTo', (holder) => holder.allowTo(Peer.service('ledger'), 8080, 'payments are booked')],
    ['network', 'allowToHost', (holder) => holder.allowToHost('api.stripe.com', 443, 'payments are made')],
    ['permissions', 'grant', (holder) => holder.grant(['sqs:*'], [QUEUE], 'the tool counts messages')],
    ['permissions', 'attachPolicy', (holder) => holder.attachPolicy('arn:aws:iam::aws:policy/AmazonS3FullAccess', 'it is a test')],
    ['permissions', 'allowWildcards', (holder, service) => holder.allowWildcards(service.role, 'it is a test')],
    ['permissions', 'allowException', (holder, service) => holder.allowException(service.role, 'it is a test')],
  ];

test('the parts of a service are there under one name each', () => {
  const { network, permissions, scaling } = made();
  expect(network).toBeInstanceOf(ServiceNetwork);
  expect(permissions).toBeInstanceOf(ServicePermissions);
  expect(scaling).toBeInstanceOf(ServiceScaling);
});

test.each(READ)('%s.%s is what %s is short for', (part, name, short) => {
  const service = made();
  const value: unknown = Reflect.get(service[part], name);
  expect(value).toBeDefined();
  expect(Reflect.get(service, short)).toStrictEqual(value);
});

test('what a service goes without is absent in both', () => {
  const service = made({ enableHpa: false, enablePdb: false, replicaCount: 3 });
  const objects = ['autoscaler', 'disruptionBudget'] as const;
  expect(objects.flatMap((name) => [service.scaling[name], service[name]])).toEqual(Array(4).fill(undefined));
  expect([service.scaling.maxReplicaCount, service.maxReplicaCount]).toEqual([3, 3]);
});

/** What is written into Terraform; the policy of a host is a document. */
const INTO_TERRAFORM = VERBS.filter(([, verb]) => verb !== 'allowToHost');

test('network.allowToHost writes what its short form writes', () => {
  const written = (holder: Pick<Verbs, 'allowToHost'>) => holder.allowToHost('api.stripe.com', 443, 'payments are made').toJson() as object;
  expect(written(made())).toEqual(written(made().network));
});

test.each(INTO_TERRAFORM)('%s.%s writes what its short form writes', (part, _, call) => {
  const synth = (holderOf: (service: MicroserviceInfra) => object) =>
    synthService({}, { build: (service) => call(holderOf(service) as Verbs, service) });
  const plain = synthService();
  const long = synth((service) => service[part]);
  expect(long).not.toEqual(plain);
  expect(synth((service) => service)).toEqual(long);
});

test.each(VERBS)('%s.%s refuses what its short form refuses', (part, verb) => {
  const refusal = (holder: object) => thrownBy(() => (Reflect.get(holder, verb) as () => void).call(holder));
  const service = made();
  const long = refusal(service[part]);
  expect(long).toMatchObject({
    code: 'InvalidRule',
    where: `${verb === 'allowWildcards' ? 'allowException' : verb} at checkout-staging/Infra`,
  });
  expect(refusal(service)).toEqual(long);
});

test('every verb and value of a part is compared here', () => {
  const known = [...READ.map(([part, name]) => `${part}.${name}`), ...VERBS.map(([part, name]) => `${part}.${name}`)];
  const service = made();
  const names = (['network', 'permissions', 'scaling'] as const).flatMap((part) => {
    const inherited = Object.getOwnPropertyNames(Object.getPrototypeOf(service[part])).filter(
      (name) => name !== 'constructor' && !name.startsWith('_'),
    );
    const own = part === 'scaling' ? Object.keys(service.scaling).filter((name) => !['objects', 'settings'].includes(name)) : [];
    return [...own, ...inherited].map((name) => `${part}.${name}`);
  });
  expect(names.sort()).toEqual(known.sort());
});

test('what one part allows, the other lists', () => {
  const service = made();
  const policy = service.network.allowTo(Peer.service('ledger'), 8080, 'payments are booked');
  expect(service.networkPolicies).toContain(policy);
  expect(TerraformStack.of(policy)).toBe(TerraformStack.of(service));
});
