import { GitOpsApp, ObjectPatch, Rendering } from '@golden-path/constructs';
import type { PlatformProps } from '@golden-path/constructs';
import { ApiObject, App as Cdk8sApp, Chart } from 'cdk8s';
import { App } from 'cdktf';
import { load } from 'js-yaml';
import { thrownBy } from '../support/errors';
import { filesIn } from '../support/golden';
import { aPlatform } from '../support/platform';
import { aService, temporaryFolder } from '../support/synth';
import type { Json } from '../support/synth';
import { APP } from './support';
import type { AppProps } from './support';

const WHY = { reason: 'the sidecar of the mesh needs a host name' };
const FOLDER = 'gitops/apps/checkout';

/** What one synth of the application wrote, with what a team changes of it. */
function synth(
  change: (app: GitOpsApp) => void,
  props: AppProps = {},
  platform: Partial<PlatformProps> = {},
): Record<string, string> {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  const service = aService(app, {}, { platform: aPlatform(platform) });
  change(new GitOpsApp(service.node.scope!, 'App', { service, ...APP, ...props }));
  app.synth();
  return filesIn(outdir);
}

const failure = (change: (app: GitOpsApp) => void, props?: AppProps, platform?: Partial<PlatformProps>) =>
  thrownBy(() => synth(change, props, platform));
const patchesOf = (files: Record<string, string>) => (load(files[`${FOLDER}/values-staging.yaml`]) as Json).patches;
const exceptionsOf = (files: Record<string, string>): Json[] =>
  JSON.parse(files['golden-path.json']).stacks['checkout-staging'].exceptions;
const template = (fields: object) => ObjectPatch.merge({ spec: { template: { spec: fields } } });
const KEDA = { serviceKinds: [{ group: 'keda.sh', kind: 'TriggerAuthentication' }] };
const SCALED = {
  apiVersion: 'keda.sh/v1alpha1',
  kind: 'TriggerAuthentication',
  metadata: { name: 'checkout' },
  spec: { minReplicaCount: 1 },
};
const CONFIG = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'flags' }, data: { on: 'yes' } };

describe('a patch', () => {
  test('is a change in the values of the chart, and the same in plain manifests', () => {
    const change = (app: GitOpsApp) =>
      app.patch('Deployment', template({ hostname: 'web', terminationGracePeriodSeconds: null }), WHY);
    expect(patchesOf(synth(change))).toEqual([
      {
        kind: 'Deployment',
        name: 'checkout',
        change: { spec: { template: { spec: { hostname: 'web', terminationGracePeriodSeconds: null } } } },
      },
    ]);
    const { spec } = load(
      synth(change, { rendering: Rendering.MANIFESTS })[`${FOLDER}/manifests/staging/deployment-checkout.yaml`],
    ) as Json;
    expect(spec.template.spec).toMatchObject({ hostname: 'web', serviceAccountName: 'checkout' });
    expect(spec.template.spec).not.toHaveProperty('terminationGracePeriodSeconds');
  });

  test('of one item of a list leaves the others to the values, and with them the image that promotion writes', () => {
    const patch = ObjectPatch.json([{ op: 'add', path: '/spec/template/spec/containers/0/stdin', value: true }]);
    const files = synth((app) => app.patch('Deployment', patch, WHY));
    expect(patchesOf(files)[0].change).toEqual({ spec: { template: { spec: { containers: { 0: { stdin: true } } } } } });
  });

  test('has every operation of a JSON patch', () => {
    const at = '/spec/template/spec';
    const patch = ObjectPatch.json([
      { op: 'test', path: `${at}/serviceAccountName`, value: 'checkout' },
      { op: 'add', path: `${at}/hostname`, value: 'a' },
      { op: 'replace', path: `${at}/hostname`, value: 'web' },
      { op: 'copy', from: `${at}/hostname`, path: `${at}/subdomain` },
      { op: 'move', from: `${at}/subdomain`, path: `${at}/schedulerName` },
      { op: 'remove', path: '/spec/revisionHistoryLimit' },
    ]);
    expect(patchesOf(synth((app) => app.patch('Deployment', patch, WHY)))[0].change).toEqual({
      spec: { revisionHistoryLimit: null, template: { spec: { hostname: 'web', schedulerName: 'web' } } },
    });
  });

  test('without a name is for every object of the kind, and several are one change', () => {
    const workloads = [{ name: 'worker' }];
    const files = synth(
      (app) => {
        app.patch('Deployment', template({ hostname: 'a' }), WHY);
        app.patch('Deployment', template({ subdomain: 'b' }), { ...WHY, name: 'checkout-worker' });
      },
      { workloads },
    );
    const changes = (patchesOf(files) as Json[]).map(({ name, change }) => [name, change.spec.template.spec]);
    expect(changes).toEqual([
      ['checkout', { hostname: 'a' }],
      ['checkout-worker', { hostname: 'a', subdomain: 'b' }],
    ]);
  });

  test('is in the record with its reason', () => {
    const files = synth((app) => app.patch('Deployment', template({ hostname: 'web' }), { ...WHY, name: 'checkout' }));
    expect(exceptionsOf(files)).toEqual([{ construct: 'App', what: 'a patch of Deployment checkout', reason: WHY.reason }]);
  });

  test('that matches nothing says what there is', () => {
    const error = failure((app) => app.patch('Deployment', template({ hostname: 'web' }), { ...WHY, name: 'checkuot' }));
    expect(error).toMatchObject({
      code: 'InvalidRule',
      problems: [
        {
          path: 'checkout-staging/App: patch of Deployment checkuot',
          got: "no Deployment of the name 'checkuot'",
          allowed: 'an object that the application is made of: Deployment checkout, PodDisruptionBudget checkout-service, Service checkout',
          fix: 'did you mean Deployment checkout?',
        },
      ],
    });
  });

  test.each<[string, ObjectPatch, object]>([
    [
      'does not fit',
      ObjectPatch.json([{ op: 'remove', path: '/spec/no/such' }]),
      { path: 'checkout-staging/App: patch of Deployment' },
    ],
    ['changes nothing', ObjectPatch.merge({ kind: 'Deployment' }), { got: 'a patch that changes nothing' }],
    [
      'renames the object',
      ObjectPatch.merge({ metadata: { name: 'other' } }),
      { path: 'checkout-staging/App: Deployment checkout metadata.name' },
    ],
    ['moves it to another namespace', ObjectPatch.merge({ metadata: { namespace: 'kube-system' } }), { got: "'kube-system'" }],
    [
      'takes the label of its owner',
      ObjectPatch.merge({ metadata: { labels: { 'app.kubernetes.io/name': 'ledger' } } }),
      { got: "'ledger'" },
    ],
    ['makes an object of a list', template({ containers: { name: 'x' } }), { got: 'a patch that makes an object of a list' }],
    [
      'takes the image from promotion',
      ObjectPatch.json([{ op: 'replace', path: '/spec/template/spec/containers/0/image', value: 'evil:1' }]),
      { path: 'checkout-staging/App: Deployment checkout containers[0]' },
    ],
  ])('that %s is refused', (_, patch, problem) => {
    expect(failure((app) => app.patch('Deployment', patch, WHY))).toMatchObject({ problems: [expect.objectContaining(problem)] });
  });

  test.each(Object.values(Rendering))('leaves Pod Security as it is, rendered as a %s', (rendering) => {
    const error = failure((app) => app.patch('Deployment', template({ hostNetwork: true }), WHY), { rendering });
    expect(error).toMatchObject({
      code: 'LostNonNegotiable',
      problems: [{ path: 'checkout-staging/App: Deployment checkout', got: 'spec.template.spec.hostNetwork: true' }],
    });
  });

  test('needs a reason, a kind and a patch', () => {
    const error = failure((app) => app.patch('deployment', {} as ObjectPatch, {} as never));
    expect((error as unknown as Json).problems.map(({ path }: Json) => path)).toEqual(['kind', 'patch', 'options.reason']);
  });

  test.each<[string, () => ObjectPatch, string]>([
    ['no operations', () => ObjectPatch.json([]), 'operations'],
    ['an operation that there is not', () => ObjectPatch.json([{ op: 'set', path: '/a' }]), 'operations[0].op'],
    ['a path without a slash', () => ObjectPatch.json([{ op: 'remove', path: 'a' }]), 'operations[0].path'],
    ['no value', () => ObjectPatch.json([{ op: 'add', path: '/a' }]), 'operations[0].value'],
    ['a value that nobody reads', () => ObjectPatch.json([{ op: 'remove', path: '/a', value: 1 }]), 'operations[0].value'],
    ['no source', () => ObjectPatch.json([{ op: 'move', path: '/a' }]), 'operations[0].from'],
    ['a list to merge', () => ObjectPatch.merge([]), 'fields'],
    ['what JSON cannot hold', () => ObjectPatch.merge({ a: () => 1 }), 'fields.a'],
  ])('of %s is refused', (_, make, path) => {
    expect(thrownBy(make)).toMatchObject({ code: 'InvalidRule', problems: [{ path }] });
  });
});

describe('an object of the team', () => {
  test.each(Object.values(Rendering))('is a document of the service beside a %s, with the labels of its owner', (rendering) => {
    const files = synth((app) => app.add(CONFIG), { rendering });
    expect(load(files[`${FOLDER}/manifests/staging/configmap-flags.yaml`])).toMatchObject({
      metadata: {
        namespace: 'checkout-staging',
        labels: { 'app.kubernetes.io/name': 'checkout', 'app.kubernetes.io/managed-by': 'argocd' },
      },
      data: { on: 'yes' },
    });
    const marker = rendering === Rendering.CHART ? 'chart-and-manifests' : 'manifests';
    expect(Object.keys(files).filter((file) => file.includes(`/${marker}/README.md`))).toHaveLength(1);
  });

  test('may be made by cdk8s, as it is in the end', () => {
    const files = synth((app) => {
      const chart = new Chart(new Cdk8sApp(), 'Own');
      const made = new ApiObject(chart, 'Flags', { ...CONFIG });
      expect(app.add(made)).toBe(made);
      made.metadata.addLabel('stage', 'late');
    });
    expect(load(files[`${FOLDER}/manifests/staging/configmap-flags.yaml`])).toMatchObject({
      metadata: { labels: { stage: 'late' } },
    });
  });

  test('is of a kind that the project allows, which the platform can extend', () => {
    const fix = "ask the platform team to add the kind 'TriggerAuthentication' of the group 'keda.sh' to serviceKinds of the Platform";
    expect(failure((app) => app.add(SCALED))).toMatchObject({ code: 'InvalidRule', problems: [{ path: 'object.kind', fix }] });
    const files = synth((app) => app.add(SCALED, 'it scales by the length of the queue'), {}, KEDA);
    expect(exceptionsOf(files)).toEqual([
      { construct: 'App', what: 'the object TriggerAuthentication checkout', reason: 'it scales by the length of the queue' },
    ]);
  });

  test('is in the record without a reason too', () => {
    const reason = 'the AppProject of the service allows ConfigMap';
    expect(exceptionsOf(synth((app) => app.add(CONFIG)))).toEqual([
      { construct: 'App', what: 'the object ConfigMap flags', reason },
    ]);
  });

  test.each<[string, object, string]>([
    ['in another namespace', { ...CONFIG, metadata: { name: 'flags', namespace: 'kube-system' } }, 'object.metadata.namespace'],
    ['that is a Secret', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' } }, 'object.kind'],
    ['that is a Role', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'x' } }, 'object.kind'],
    ['without a name', { apiVersion: 'v1', kind: 'ConfigMap' }, 'object.metadata.name'],
  ])('%s is refused', (_, object, path) => {
    expect(failure((app) => app.add(object))).toMatchObject({ code: 'InvalidRule', problems: [{ path }] });
  });

  test('has pods that Pod Security admits', () => {
    const spec = {
      selector: {},
      template: { spec: { containers: [{ name: 'x', image: 'x:1', securityContext: { privileged: true } }] } },
    };
    const error = failure((app) => app.add({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'own' }, spec }));
    expect(error).toMatchObject({ code: 'LostNonNegotiable' });
    expect((error as unknown as Json).problems.map(({ got }: Json) => got)).toContain(
      'spec.template.spec.containers[0].securityContext.privileged: true',
    );
  });

  test('is none that the application has already', () => {
    const error = failure((app) => app.add({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'checkout' }, spec: {} }));
    expect(error).toMatchObject({ code: 'InvalidRule', problems: [{ got: 'an object that the application has already' }] });
  });

  test('waits for the migration if it needs pods', () => {
    const ingress = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'own' }, spec: {} };
    const files = synth((app) => [ingress, CONFIG].forEach((object) => void app.add(object)), {
      migration: { command: ['/migrate'] },
    });
    const waves = ['ingress-own', 'configmap-flags'].map(
      (file) => (load(files[`${FOLDER}/manifests/staging/${file}.yaml`]) as Json).metadata.annotations,
    );
    expect(waves[0]['argocd.argoproj.io/sync-wave']).toBe('2');
    expect(waves[1]).not.toHaveProperty(['argocd.argoproj.io/sync-wave']);
  });
});
