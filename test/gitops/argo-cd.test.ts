import {
  ArgoCd,
  DataPlatform,
  ObservabilityPlatform,
  PlatformApplication,
  PlatformStack,
  ServiceApplicationSet,
  ServicesProject,
} from '@golden-path/constructs';
import type { ArgoCdProps, PlatformProps } from '@golden-path/constructs';
import { JsonPatch } from 'cdk8s';
import { App } from 'cdktf';
import { load } from 'js-yaml';
import { thrownBy } from '../support/errors';
import { synthTree } from '../support/manifests';
import { anEnvironment, aPlatform } from '../support/platform';
import { modelProblems } from '../support/schemas/models';
import { only, resources } from '../support/synth';
import type { Json } from '../support/synth';

const HOST = 'argocd.acme.io';

function aPlatformStack(app: App, props: Partial<PlatformProps> = {}): PlatformStack {
  return new PlatformStack(app, 'platform-staging', { platform: aPlatform(props), environment: 'staging' });
}

const synth = (build: (stack: PlatformStack) => void) => synthTree((app) => build(aPlatformStack(app)));

function valuesOf(props: Partial<ArgoCdProps> = {}): Json[] {
  const { stacks } = synth((stack) => void new ArgoCd(stack, 'ArgoCd', { host: HOST, ...props }));
  return only(stacks['platform-staging'], 'helm_release').values.map((text: string) => JSON.parse(text));
}

/** The whole side of the platform. */
function everything(stack: PlatformStack): void {
  new DataPlatform(stack, 'Data');
  const argoCd = new ArgoCd(stack, 'ArgoCd', { host: HOST, slackTokenSecret: 'staging/argocd/slack-token' });
  new PlatformApplication(stack, 'Platform', { argoCd });
  new ServicesProject(stack, 'Project');
  new ServiceApplicationSet(stack, 'Services');
}

describe('ArgoCd', () => {
  test('lets nobody in who was not given permission', () => {
    const [{ configs }] = valuesOf();
    expect(configs.cm).toMatchObject({ 'admin.enabled': false, 'exec.enabled': false, 'users.anonymous.enabled': false });
    expect(configs.rbac).toEqual({ 'policy.default': '' });
  });

  test('has no notifications controller without a token to tell by', () => {
    expect(valuesOf()[0].notifications).toEqual({ enabled: false });
  });

  test('tells Slack of what the Applications of services subscribe to', () => {
    const { stacks, manifests } = synth(everything);
    const [values] = resources(stacks['platform-staging'], 'helm_release').argocd.values.map((text: string) => JSON.parse(text));
    const { notifiers, triggers, templates, argocdUrl, secret } = values.notifications;
    const subscribed = /subscribe\.([a-z-]+)\.([a-z]+):/.exec(
      manifests['platform/staging/argocd/applicationset-services.yaml'].spec.templatePatch,
    );
    const [trigger]: Json[] = load(triggers[`trigger.${subscribed?.[1]}`]) as Json[];
    expect(load(notifiers[`service.${subscribed?.[2]}`])).toEqual({ token: '$slack-token' });
    expect(trigger.send.map((name: string) => typeof templates[`template.${name}`])).toEqual(['string']);
    expect([argocdUrl, secret]).toEqual([`https://${HOST}`, { create: false }]);
  });

  test('reads the token where External Secrets writes it', () => {
    const { manifests } = synth(everything);
    const secret = manifests['platform/staging/argocd/externalsecret-argocd-notifications-secret.yaml'];
    const store = manifests['platform/staging/argocd/secretstore-argocd-secrets.yaml'];
    expect(modelProblems([secret, store])).toEqual([[], []]);
    expect(secret.spec.target.name).toBe('argocd-notifications-secret');
    const how = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' };
    expect(secret.spec.data).toEqual([{ secretKey: 'slack-token', remoteRef: { key: 'staging/argocd/slack-token', ...how } }]);
    expect(secret.spec.secretStoreRef).toEqual({ kind: store.kind, name: store.metadata.name });
    expect(secret.metadata.namespace).toBe(store.metadata.namespace);
  });

  test("gives Helm the platform's own values after those of the library, as they were written", () => {
    const own = { configs: { cm: { 'oidc.config': 'name: ${SSO}\nissuer: "%{x}"' } } };
    const [ours, theirs] = valuesOf({ values: own });
    expect(ours.configs.cm['admin.enabled']).toBe(false);
    expect(theirs).toEqual({ configs: { cm: { 'oidc.config': 'name: $${SSO}\nissuer: "%%{x}"' } } });
  });

  test('lists everything that is wrong with its props', () => {
    const props = {
      host: 'Argo CD',
      chartVersion: 'latest',
      slackTokenSecret: 'a b',
      values: 'x',
      hosts: [],
    } as unknown as ArgoCdProps;
    const error = thrownBy(() => new ArgoCd(aPlatformStack(new App()), 'ArgoCd', props));
    expect(error.problems.map(({ path }) => path).sort()).toEqual(['chartVersion', 'host', 'hosts', 'slackTokenSecret', 'values']);
  });
});

describe('PlatformApplication', () => {
  const release = () => resources(synth(everything).stacks['platform-staging'], 'helm_release')['argocd-platform'];

  test('is made once Argo CD knows what an Application is', () => {
    expect(release()).toMatchObject({
      chart: 'argocd-apps',
      namespace: 'argocd',
      depends_on: ['helm_release.argocd'],
    });
  });

  test("has Argo CD deploy the platform's folder, and never remove a definition", () => {
    const { applications } = JSON.parse(release().values[0]);
    expect(applications.platform).toMatchObject({
      project: 'platform',
      source: { path: 'platform/staging', directory: { recurse: true } },
      syncPolicy: { automated: { prune: false, selfHeal: true }, retry: { refresh: true } },
    });
  });

  test('makes objects that Argo CD accepts', () => {
    const { applications, projects } = JSON.parse(release().values[0]);
    const object = (kind: string, name: string, { namespace, ...spec }: Json) => ({
      apiVersion: 'argoproj.io/v1alpha1',
      kind,
      metadata: { name, namespace },
      spec,
    });
    const made = [
      ...Object.entries(applications).map(([name, spec]) => object('Application', name, spec)),
      ...Object.entries(projects).map(([name, spec]) => object('AppProject', name, spec)),
    ];
    expect(modelProblems(made)).toEqual([[], []]);
  });

  test('allows every kind that the folder holds, and no more repositories than the one', () => {
    const { stacks, manifests } = synth(everything);
    const { projects } = JSON.parse(resources(stacks['platform-staging'], 'helm_release')['argocd-platform'].values[0]);
    const { clusterResourceWhitelist, namespaceResourceWhitelist, sourceRepos } = projects.platform;
    const kindsOf = (list: Json[]) => list.map(({ group, kind }) => `${group}/${kind}`);
    const held = Object.entries(manifests)
      .filter(([path]) => path.startsWith('platform/staging/') && !path.includes('/service-project/'))
      .map(([, { apiVersion, kind, metadata }]) => ({
        kind: `${apiVersion.split('/')[0]}/${kind}`,
        namespaced: metadata.namespace !== undefined,
      }));
    const missing = held.filter(
      ({ kind, namespaced }) => !kindsOf(namespaced ? namespaceResourceWhitelist : clusterResourceWhitelist).includes(kind),
    );
    expect(held.length).toBeGreaterThan(15);
    expect(missing).toEqual([]);
    expect(sourceRepos).toEqual(['https://github.com/acme/platform-apps.git']);
  });

  test('allows every namespace that the folder writes to, whenever its construct is made', () => {
    const { stacks, manifests } = synth((stack) => {
      everything(stack);
      new ObservabilityPlatform(stack, 'Observability', { namespace: 'watching' });
    });
    const { projects } = JSON.parse(resources(stacks['platform-staging'], 'helm_release')['argocd-platform'].values[0]);
    const server = 'https://kubernetes.default.svc';
    const written = Object.values(manifests).map(({ metadata }) => metadata?.namespace);
    expect(written.filter((namespace) => namespace === 'watching').length).toBeGreaterThan(3);
    expect(projects.platform.destinations).toEqual(['argocd', 'watching'].map((namespace) => ({ server, namespace })));
  });

  test('keeps values that somebody else gives its release', () => {
    const { stacks } = synth((stack) => {
      const argoCd = new ArgoCd(stack, 'ArgoCd', { host: HOST });
      new PlatformApplication(stack, 'Platform', { argoCd }).release.values = ['{}'];
      new ObservabilityPlatform(stack, 'Observability');
    });
    expect(resources(stacks['platform-staging'], 'helm_release')['argocd-platform'].values).toEqual(['{}']);
  });

  test('refuses a cluster that is not its own, and a stack without Argo CD', () => {
    const props = {} as unknown as ConstructorParameters<typeof PlatformApplication>[2];
    const environments = [anEnvironment({ argoCdDestination: 'https://elsewhere.example' })];
    const error = thrownBy(() => new PlatformApplication(aPlatformStack(new App(), { environments }), 'Platform', props));
    expect(error.problems.map(({ path }) => path)).toEqual(['argoCd', "environment 'staging' argoCdDestination"]);
  });
});

describe('ServiceApplicationSet', () => {
  const sets = (props: Partial<PlatformProps> = {}) => {
    const { manifests } = synthTree((app) => everything(aPlatformStack(app, props)));
    const read = (name: string): Json => manifests[`platform/staging/argocd/applicationset-${name}.yaml`];
    return ['services', 'kafka', 'service-projects'].map(read);
  };

  test('retries with the newest commit, so that a fix does not wait for the retries of what it mends', () => {
    const [services, kafka] = sets();
    expect([services, kafka].map(({ spec }) => spec.template.spec.syncPolicy.retry.refresh)).toEqual([true, true]);
  });

  test('writes out what the controller adds to a generator, and has its projects made before it', () => {
    for (const { spec } of sets()) expect(spec.generators[0].git.template).toEqual({ metadata: {}, spec: { destination: {}, project: '' } });
    const projects = Object.values(synth(everything).manifests).filter(({ kind }) => kind === 'AppProject');
    expect(projects.map(({ metadata }) => metadata.annotations['argocd.argoproj.io/sync-wave'])).toEqual(['-1', '-1']);
  });

  test('reads names of folders, and no file that a team edits', () => {
    for (const { spec } of sets()) {
      const [{ git }] = spec.generators as Json[];
      const written = JSON.stringify([spec.template, spec.templatePatch ?? '']);
      const read = [...written.matchAll(/\.[a-z][A-Za-z.]*/g)].map(([name]) => name).filter((name) => name.startsWith('.path'));
      expect(Object.keys(git)).toEqual(['directories', 'repoURL', 'revision', 'template']);
      expect(read.length).toBeGreaterThan(0);
      expect(written).not.toMatch(/\{\{[^}]*[ (]\.(?!path\b|\s)[a-z]/);
    }
  });

  test('makes no Application of a service that would get a namespace of the platform', () => {
    const environments = [anEnvironment({ kafkaNamespace: 'queue-staging', argoCdNamespace: 'argo' })];
    for (const { spec } of sets({ environments })) {
      const directories: Json[] = spec.generators[0].git.directories;
      const excluded = directories.filter(({ exclude }) => exclude).map(({ path }) => path);
      expect(excluded.length).toBe(directories.length / 2);
      expect(excluded.every((path: string) => path.startsWith('apps/queue/'))).toBe(true);
    }
  });

  test.each([
    ['/spec/template/spec/project', 'platform'],
    ['/spec/template/spec/destination/namespace', 'kube-system'],
    ['/spec/generators/0/git/files', [{ path: 'apps/*/envs/staging.yaml' }]],
    ['/spec/goTemplateOptions', []],
  ])('refuses a patch of %s', (path, value) => {
    const patch = (stack: PlatformStack) =>
      new ServiceApplicationSet(stack, 'Services').applicationSet.addJsonPatch(JsonPatch.add(path, value));
    expect(thrownBy(() => synth(patch)).message).toMatch(/derived only from folder names/);
  });
});

describe('ServicesProject', () => {
  const VALUES = '/spec/template/spec/source/helm/valuesObject';

  test('gives each service a project for its own namespace, and Kafka topics and users alone', () => {
    const { manifests } = synth(everything);
    const { valuesObject } = manifests['platform/staging/argocd/applicationset-service-projects.yaml'].spec.template.spec.source.helm;
    const kafka = manifests['platform/staging/argocd/appproject-kafka.yaml'].spec;
    const kindsOf = ({ namespaceResourceWhitelist }: Json) => namespaceResourceWhitelist.map(({ kind }: Json) => kind);
    expect(valuesObject.spec.destinations.map(({ namespace }: Json) => namespace)).toEqual([valuesObject.name]);
    expect(kindsOf(valuesObject.spec)).not.toContain('KafkaUser');
    expect([kindsOf(kafka), kafka.destinations.map(({ namespace }: Json) => namespace)]).toEqual([['KafkaTopic', 'KafkaUser'], ['kafka']]);
    expect([kafka, valuesObject.spec].map(({ clusterResourceWhitelist }) => clusterResourceWhitelist)).toEqual([[], []]);
  });

  test.each([
    ['oci://ghcr.io/acme/charts', 'ghcr.io/acme/charts'],
    ['https://charts.acme.io', 'https://charts.acme.io'],
  ])('lets Argo CD log in to the chart repository %s', (chartRepository, permitted) => {
    const { manifests } = synthTree((app) => everything(aPlatformStack(app, { chartRepository })));
    const { source } = manifests['platform/staging/argocd/applicationset-service-projects.yaml'].spec.template.spec;
    expect(source.helm.valuesObject.spec.sourceRepos).toEqual([source.repoURL, permitted]);
  });

  test.each([
    [`${VALUES}/name`, 'platform'],
    [`${VALUES}/spec/destinations`, [{ server: 'https://kubernetes.default.svc', namespace: 'kube-system' }]],
    [`${VALUES}/spec/sourceRepos`, ['https://github.com/*']],
    [`${VALUES}/spec/clusterResourceWhitelist`, [{ group: '', kind: 'Namespace' }]],
    [`${VALUES}/spec/namespaceResourceWhitelist`, undefined],
  ])('refuses a patch of the projects of services: %s', (path, value) => {
    const change = value === undefined ? JsonPatch.remove(path) : JsonPatch.replace(path, value);
    const patch = (stack: PlatformStack) => new ServicesProject(stack, 'Project').serviceProjects.addJsonPatch(change);
    expect(thrownBy(() => synth(patch)).message).toMatch(/repositories, destinations and kinds by name/);
  });

  test.each([
    ['sourceRepos', ['*']],
    ['destinations', [{ server: '*', namespace: 'a' }]],
    ['clusterResourceWhitelist', [{ group: '', kind: 'Namespace' }]],
    ['namespaceResourceWhitelist', [{ group: '*', kind: 'Deployment' }]],
  ])('refuses a patch that opens its %s', (field, value) => {
    const patch = (stack: PlatformStack) =>
      new ServicesProject(stack, 'Project').project.addJsonPatch(JsonPatch.replace(`/spec/${field}`, value));
    expect(thrownBy(() => synth(patch)).message).toMatch(/no \* or other pattern/);
  });
});
