import type { Application } from './application';
import { applicationProblems, doubleNames, type Expected } from './application-problems';

const REPOSITORY = 'https://git.acme.io/apps.git';

const EXPECTED: Expected = {
  service: 'shop',
  environment: 'staging',
  parameters: { service: 'shop', environment: 'staging', team: 'a', cluster: 'https://cluster', revision: 'HEAD', slackChannel: 'team-a' },
  domain: 'acme.io',
  repository: REPOSITORY,
  namespaces: ['shop-staging'],
  files: [
    'apps/shop/chart/staging/Chart.yaml', 'apps/shop/chart/production/Chart.yaml', 'apps/shop/values-staging.yaml', 'apps/shop/envs/staging.yaml',
    'apps/shop/manifests/staging/database.yaml', 'apps/shop/manifests/production/database.yaml',
  ],
};

const APPLICATION = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: {
    name: 'shop-staging',
    namespace: 'argocd',
    labels: { 'app.kubernetes.io/name': 'shop', 'acme.io/env': 'staging', 'acme.io/team': 'a' },
    annotations: { 'notifications.argoproj.io/subscribe.on-sync-failed.slack': 'team-a' },
  },
  spec: {
    project: 'services',
    destination: { server: 'https://cluster', namespace: 'shop-staging' },
    sources: [
      {
        repoURL: REPOSITORY, targetRevision: 'HEAD', path: 'apps/shop/chart/staging',
        helm: { releaseName: 'shop', valueFiles: ['../../values-staging.yaml'] },
      },
      { repoURL: REPOSITORY, targetRevision: 'HEAD', path: 'apps/shop/manifests/staging' },
    ],
    syncPolicy: {
      automated: { prune: true, selfHeal: true },
      syncOptions: ['ServerSideApply=true', 'PruneLast=true'],
      retry: { limit: 3, refresh: true, backoff: { duration: '30s', factor: 2, maxDuration: '10m' } },
    },
  },
} satisfies Application;

const { metadata, spec } = APPLICATION;
const withSpec = (change: Partial<Application['spec']>): Application => ({ ...APPLICATION, spec: { ...spec, ...change } });
const without = (file: string): Expected => ({ ...EXPECTED, files: EXPECTED.files.filter((name) => name !== file) });
const withParameters = (change: object): Expected => ({ ...EXPECTED, parameters: { ...EXPECTED.parameters, ...change } });

test('an Application as it should be has no problem', () => {
  expect(applicationProblems(APPLICATION, EXPECTED)).toEqual([]);
});

test('a team without a channel has no annotation, and one with a channel has to have it', () => {
  const { annotations, ...silent } = metadata;
  expect(applicationProblems({ ...APPLICATION, metadata: silent }, withParameters({ slackChannel: '' }))).toEqual([]);
  expect(applicationProblems({ ...APPLICATION, metadata: silent }, EXPECTED)).toEqual([
    `its annotations: {} instead of ${JSON.stringify(annotations)}`,
  ]);
});

test('a namespace that Terraform does not make is a problem', () => {
  expect(applicationProblems(withSpec({ destination: { server: 'https://cluster', namespace: 'default' } }), EXPECTED))
    .toEqual(['its namespace default is none that Terraform makes for it: shop-staging']);
});

test('a file of values that is not there is a problem, and so is a chart that is taken without one', () => {
  const problems = applicationProblems(APPLICATION, without('apps/shop/values-staging.yaml'));
  expect(problems).toContain('its source apps/shop/chart/staging has no ../../values-staging.yaml');
});

test('a source without files is a problem: Git keeps no empty folder', () => {
  expect(applicationProblems(APPLICATION, without('apps/shop/manifests/staging/database.yaml')))
    .toContain('its source apps/shop/manifests/staging is not in the repository');
});

test('what is in the repository and in no source is a problem', () => {
  expect(applicationProblems(withSpec({ sources: [spec.sources[0]] }), EXPECTED)).toEqual([
    'the paths of its sources: ["apps/shop/chart/staging"] instead of ["apps/shop/chart/staging","apps/shop/manifests/staging"]',
  ]);
});

test('a file that Argo CD does not look at is a problem', () => {
  const files = [...EXPECTED.files, 'apps/shop/manifests/staging/more/topic.yaml'];
  expect(applicationProblems(APPLICATION, { ...EXPECTED, files })).toEqual(['apps/shop/manifests/staging/more/topic.yaml is not read by Argo CD']);
});

test('a file for Argo CD has no key that its generator overwrites, and says what its path says', () => {
  expect(applicationProblems(APPLICATION, withParameters({ path: 'apps/shop' }))).toEqual(['its file has a key path, which Argo CD overwrites']);
  expect(applicationProblems(APPLICATION, withParameters({ environment: 'production' })))
    .toEqual(['environment in its file: "production" instead of "staging"']);
});

test('a namespace is not for Argo CD to make', () => {
  const syncOptions = [...spec.syncPolicy.syncOptions, 'CreateNamespace=true'];
  expect(applicationProblems(withSpec({ syncPolicy: { ...spec.syncPolicy, syncOptions } }), EXPECTED))
    .toContain("CreateNamespace=true: namespaces are Terraform's");
});

test('a name has to fit where Argo CD and Helm put it', () => {
  const name = 'a'.repeat(60);
  const long = applicationProblems({ ...APPLICATION, metadata: { ...metadata, name: `${name}-staging` } }, { ...EXPECTED, service: name });
  expect(long).toContain('its name has 68 characters, and more than 63 do not fit');
});

test('two Applications of one name are a problem', () => {
  expect(doubleNames([APPLICATION, APPLICATION, APPLICATION])).toEqual(['more than one Application is called shop-staging']);
  expect(doubleNames([APPLICATION])).toEqual([]);
});
