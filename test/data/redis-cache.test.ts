import { CacheTier, RedisCache } from '@golden-path/constructs';
import type { Problem, RedisCacheProps } from '@golden-path/constructs';
import { CACHE, legacyPlatform } from '../support/data';
import { problemPaths, thrownBy } from '../support/errors';
import { inMemory, synthData } from '../support/manifests';
import type { DataOptions } from '../support/manifests';

const cache = (props: Partial<RedisCacheProps> = {}, options: DataOptions = {}) =>
  synthData((stack) => new RedisCache(stack, 'Cache', { ...CACHE, ...props }), options);

const make = (props: object, options: DataOptions = {}) => {
  let made: RedisCache | undefined;
  inMemory((stack) => (made = new RedisCache(stack, 'Cache', { ...CACHE, ...props })), options);
  return made!;
};

const LABELS = {
  'app.kubernetes.io/managed-by': 'argocd',
  'app.kubernetes.io/name': 'checkout',
  'platform.acme.io/env': 'staging',
  'platform.acme.io/team': 'payments',
};
const ANNOTATIONS = {
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  'platform.acme.io/cost-center': 'cc-1',
  'platform.acme.io/owner': 'payments-team',
};
const METADATA = { name: 'sessions', namespace: 'checkout-staging', labels: LABELS, annotations: ANNOTATIONS };

test('the request for Crossplane 2.x is one document', () => {
  expect(cache().manifests).toEqual({
    'rediscache-sessions.yaml': {
      apiVersion: 'platform.acme.io/v1alpha1',
      kind: 'RedisCache',
      metadata: METADATA,
      spec: { parameters: { tier: 'dev', multiAZ: false, engineVersion: '7.1' } },
    },
  });
});

test('the claim for Crossplane 1.x asks for its connection secret, and nothing else is written', () => {
  expect(cache({}, { platform: legacyPlatform() }).manifests).toEqual({
    'rediscache-sessions.yaml': {
      apiVersion: 'platform.acme.io/v1alpha1',
      kind: 'RedisCache',
      metadata: METADATA,
      spec: {
        compositeDeletePolicy: 'Foreground',
        writeConnectionSecretToRef: { name: 'sessions-connection' },
        parameters: { tier: 'dev', multiAZ: false, engineVersion: '7.1' },
      },
    },
  });
});

test('it says everything that the team said', () => {
  const said = { tier: CacheTier.PERFORMANCE, multiAz: false, singleAzReason: 'sessions can be lost', engineVersion: '7.0' };
  const { manifests, json } = cache(said, { environment: 'production' });
  expect(manifests['rediscache-sessions.yaml'].spec).toEqual({
    parameters: { tier: 'performance', multiAZ: false, singleAZReason: 'sessions can be lost', engineVersion: '7.0' },
  });
  expect(JSON.stringify(json)).not.toContain('sessions');
});

test('names follow from the name of the cache and the environment', () => {
  expect(make({}, { environment: 'production' })).toMatchObject({
    cacheName: 'sessions',
    replicationGroupId: 'sessions-production',
    connectionSecretName: 'sessions-connection',
  });
});

test.each<[environment: string, said: Partial<RedisCacheProps>, multiAz: boolean]>([
  ['staging', {}, false],
  ['production', {}, true],
  ['staging', { multiAz: true }, true],
  ['production', { singleAzReason: 'sessions can be lost' }, false],
])('in %s with %p a replica in a second zone is %p', (environment, said, multiAz) => {
  expect(make(said, { environment }).multiAz).toBe(multiAz);
});

const NAME = '3 to 30 lowercase letters, digits and single hyphens, beginning with a letter and not ending with a hyphen';
const KNOWN = "'tier', 'multiAz', 'singleAzReason', 'engineVersion', 'cacheName'";

const REFUSED: [props: object, problem: Problem][] = [
  [{ cacheName: 'Sessions' }, { path: 'cacheName', got: "'Sessions'", allowed: NAME, fix: "did you mean 'sessions'?" }],
  [
    { cacheName: 'a'.repeat(30) },
    {
      path: 'cacheName',
      got: `'${'a'.repeat(30)}', 30 characters`,
      allowed: "at most 29 characters: the replication group's id <name>-production has at most 40",
      fix: 'shorten it by 1',
    },
  ],
  [
    { cacheName: 'staging-sessions' },
    {
      path: 'cacheName',
      got: "'staging-sessions'",
      allowed: "a name without an environment's: -staging is added",
      fix: "leave 'staging' out",
    },
  ],
  [{ tier: 'perf' }, { path: 'tier', got: "'perf'", allowed: "one of 'dev', 'standard', 'performance'", fix: "did you mean 'performance'?" }],
  [
    { engineVersion: '6.2' },
    { path: 'engineVersion', got: "'6.2'", allowed: "one of '7.0', '7.1'", fix: "did you mean '7.0'?" },
  ],
  [
    { provisioner: 'terraform' },
    { path: 'provisioner', got: 'a prop that does not exist', allowed: KNOWN, fix: 'remove it' },
  ],
  [{ multiAZ: true }, { path: 'multiAZ', got: 'a prop that does not exist', allowed: KNOWN, fix: "did you mean 'multiAz'?" }],
];

test.each(REFUSED)('is refused with what is allowed and how to mend it: %p', (props, problem) => {
  const error = thrownBy(() => make(props));
  expect(error).toMatchObject({ code: 'InvalidProps', where: 'RedisCache at checkout-staging/Cache' });
  expect(error.problems).toEqual([problem]);
});

test('every problem comes in one error', () => {
  const props = { cacheName: '', tier: 1, multiAz: false, engineVersion: 7.1, size: 3 };
  expect(problemPaths(() => make(props, { environment: 'production' }))).toEqual([
    'size',
    'tier',
    'engineVersion',
    'cacheName',
    'multiAz',
  ]);
  expect(problemPaths(() => make({ multiAz: true, singleAzReason: 'x' }))).toEqual(['singleAzReason']);
});

test('a name is as long as it may be in every environment', () => {
  expect(make({ cacheName: 'a'.repeat(29) }).replicationGroupId).toBe(`${'a'.repeat(29)}-staging`);
});
