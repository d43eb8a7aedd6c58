import { GitOpsApp, ObjectPatch } from '@golden-path/constructs';
import type { PlatformProps } from '@golden-path/constructs';
import { App } from 'cdktf';
import { podsOf } from '../../lib/gitops/patches/own-pods';
import { thrownBy } from '../support/errors';
import { aPlatform } from '../support/platform';
import { aService, temporaryFolder } from '../support/synth';
import type { Json } from '../support/synth';
import { APP } from './support';
import type { AppProps } from './support';

const WHY = { reason: 'a test of the quota' };
const DEFAULTS = { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } };
const RESTRICTED = {
  securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
};
const container = (resources?: object, more: object = {}) => ({
  name: 'own',
  image: 'x:1',
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  ...(resources && { resources }),
  ...more,
});
const pods = (containers: object[], initContainers?: object[]) => ({
  template: { spec: { ...RESTRICTED, containers, ...(initContainers && { initContainers }) } },
});
const object = (kind: string, spec: object) => ({
  apiVersion: kind.endsWith('Job') ? 'batch/v1' : 'apps/v1',
  kind,
  metadata: { name: 'own' },
  spec,
});

/** The quota of the service that the application runs in. */
function quota(change: (app: GitOpsApp) => void, props: AppProps = {}, platform: Partial<PlatformProps> = {}): Json {
  const app = new App({ outdir: temporaryFolder() });
  const service = aService(app, {}, { platform: aPlatform(platform) });
  change(new GitOpsApp(service.node.scope!, 'App', { service, ...APP, ...props }));
  app.synth();
  return service.quota.specInput!.hard as Json;
}

describe('the pods of an added object', () => {
  const count = (kind: string, spec: object) => {
    const counted = podsOf(object(kind, spec), DEFAULTS);
    return 'groups' in counted ? counted.groups.map((group) => group.count) : counted.problem.got;
  };

  test.each<[string, object, number[] | string]>([
    ['Deployment', { ...pods([container()]) }, [3]],
    ['Deployment', { replicas: 4, ...pods([container()]) }, [9]],
    ['Deployment', { replicas: 4, strategy: { rollingUpdate: { maxSurge: '100%' } }, ...pods([container()]) }, [12]],
    ['Deployment', { replicas: 4, strategy: { rollingUpdate: { maxSurge: 3 } }, ...pods([container()]) }, [11]],
    ['Deployment', { replicas: 4, strategy: { type: 'Recreate' }, ...pods([container()]) }, [4]],
    ['Deployment', { replicas: 4, strategy: { rollingUpdate: { maxSurge: 'all' } }, ...pods([container()]) },
      'Deployment: no number of pods that can be counted'],
    ['StatefulSet', { replicas: 3, ...pods([container()]) }, [3]],
    ['Job', { parallelism: 5, ...pods([container()]) }, [5]],
    ['CronJob', { concurrencyPolicy: 'Forbid', jobTemplate: { spec: pods([container()]) } }, [1]],
    ['CronJob', { jobTemplate: { spec: pods([container()]) } }, 'CronJob: no number of pods that can be counted'],
    ['DaemonSet', pods([container()]), 'DaemonSet: no number of pods that can be counted'],
    ['Deployment', { replicas: 'three', ...pods([container()]) }, 'Deployment: no number of pods that can be counted'],
    ['Deployment', pods([]), 'Deployment: a request that cannot be read'],
    ['Deployment', pods([container({ requests: { cpu: 'much' } })]), 'Deployment: a request that cannot be read'],
    ['ConfigMap', {}, []],
  ])('%s %j: %j', (kind, spec, expected) => {
    expect(count(kind, spec)).toEqual(expected);
  });

  test('ask for what they say, for a limit that has no request, and for the defaults of the namespace otherwise', () => {
    const sidecar = container({ limits: { cpu: '2', memory: '1Gi' } }, { name: 'sidecar' });
    const native = container({ requests: { cpu: '50m', memory: '64Mi' } }, { name: 'native', restartPolicy: 'Always' });
    const counted = podsOf(object('Deployment', pods([container(), sidecar], [native])), DEFAULTS);
    const [{ pod }] = 'groups' in counted ? counted.groups : [];
    const mib = 1024n ** 2n;
    expect(pod).toEqual({ cpu: 2150n, memoryRequest: (128n + 1024n + 64n) * mib, memoryLimit: (256n + 1024n + 256n) * mib });
  });

  test('are in the quota, as they are in the end', () => {
    const own = quota(() => undefined);
    const more = quota((app) => app.add(object('StatefulSet', { replicas: 3, selector: {}, ...pods([container()]) }), 'a queue of its own'));
    expect(Number(more.pods) - Number(own.pods)).toBe(3);
  });

  test('that cannot be counted, or are more than the platform lets a service have, are refused', () => {
    const add = (spec: object, platform?: Partial<PlatformProps>) =>
      thrownBy(() => quota((app) => app.add(object('StatefulSet', { selector: {}, ...spec }), 'why'), {}, platform));
    expect(add({ replicas: -1, ...pods([container()]) })).toMatchObject({
      code: 'InvalidRule',
      problems: [{ path: 'checkout-staging/App', got: 'StatefulSet: no number of pods that can be counted' }],
    });
    const error = add({ replicas: 100, ...pods([container()]) }, { maxQuota: { pods: 50 } });
    expect(error).toMatchObject({ code: 'InvalidRule', problems: [{ path: 'checkout-staging/App quota pods' }] });
    expect((error as unknown as Json).problems[0].got).toContain("100 x the added StatefulSet 'own' (one each)");
  });
});

describe('a patch that needs more room than the quota has', () => {
  const patched = (kind: string, patch: ObjectPatch, props?: AppProps) =>
    (thrownBy(() => quota((app) => app.patch(kind, patch, WHY), props)) as unknown as Json).problems;
  const FIRST = '/spec/template/spec/containers/0';

  test.each<[string, string, ObjectPatch, AppProps, string, string]>([
    ['sets the number of replicas', 'Deployment', ObjectPatch.merge({ spec: { replicas: 50 } }), {}, 'spec.replicas', 'replicaCount'],
    ['changes the surge', 'Deployment', ObjectPatch.merge({ spec: { strategy: { type: 'Recreate', rollingUpdate: null } } }), {}, 'spec.strategy', 'rollout'],
    ['raises a request', 'Deployment', ObjectPatch.json([{ op: 'replace', path: `${FIRST}/resources/requests/memory`, value: '8Gi' }]), {},
      'containers checkout', 'cpuRequest, memoryRequest and memoryLimit'],
    ['removes a request', 'Deployment', ObjectPatch.json([{ op: 'remove', path: `${FIRST}/resources/requests/cpu` }]), {},
      'containers checkout', 'cpuRequest, memoryRequest and memoryLimit'],
    ['adds a container', 'Deployment', ObjectPatch.json([{ op: 'add', path: '/spec/template/spec/containers/-', value: container() }]), {},
      'containers own', 'sidecars'],
    ['lets runs of a job overlap', 'CronJob', ObjectPatch.merge({ spec: { concurrencyPolicy: 'Allow' } }),
      { jobs: [{ name: 'nightly', schedule: '0 3 * * *' }] }, 'spec.concurrencyPolicy', 'allowConcurrent'],
  ])('%s', (_, kind, patch, props, path, prop) => {
    const problems = patched(kind, patch, props);
    expect(problems).toHaveLength(1);
    expect(problems[0].path).toMatch(new RegExp(`${path}$`));
    expect(problems[0].fix).toBe(`say it by ${prop} instead`);
  });

  test('is refused, and one that lowers a request is not', () => {
    const lower = ObjectPatch.json([{ op: 'replace', path: `${FIRST}/resources/requests/cpu`, value: '1m' }]);
    expect(quota((app) => app.patch('Deployment', lower, WHY))).toEqual(quota(() => undefined));
  });
});
