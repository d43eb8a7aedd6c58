import { App } from 'cdktf';
import { aPlatform } from '../support/platform';
import { aService, only, synthService } from '../support/synth';

const inMemory = () => new App({ outdir: '/nonexistent-but-unused' });

describe('scaling', () => {
  test.each([
    [{}, 2, 10],
    [{ replicaCount: 1 }, 1, 5],
    [{ replicaCount: 3 }, 3, 15],
    [{ replicaCount: 100 }, 100, 500],
    [{ replicaCount: 3, maxReplicaCount: 3 }, 3, 3],
    [{ maxReplicaCount: 7 }, 2, 7],
  ])('%p runs from %i to %i replicas', (props, low, high) => {
    const service = aService(inMemory(), props);
    expect([service.replicaCount, service.maxReplicaCount]).toEqual([low, high]);
    expect(only(synthService(props), 'kubernetes_horizontal_pod_autoscaler_v2').spec).toMatchObject({
      min_replicas: low,
      max_replicas: high,
    });
  });

  test('the autoscaler follows the CPU of the Deployment that is named like the service', () => {
    expect(only(synthService({ targetCpuPercent: 50 }), 'kubernetes_horizontal_pod_autoscaler_v2').spec).toMatchObject({
      scale_target_ref: { api_version: 'apps/v1', kind: 'Deployment', name: 'checkout' },
      metric: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', average_utilization: 50 } } }],
    });
  });

  test.each([
    [1, { max_unavailable: '1' }],
    [2, { min_available: '50%' }],
    [3, { min_available: '50%' }],
  ])('with %i replicas the disruption budget is %p', (replicaCount, budget) => {
    expect(only(synthService({ replicaCount }), 'kubernetes_pod_disruption_budget_v1').spec).toEqual({
      ...budget,
      selector: { match_labels: { 'app.kubernetes.io/name': 'checkout', 'app.kubernetes.io/component': 'service' } },
    });
  });

  test('both can be left out', () => {
    const json = synthService({ enableHpa: false, enablePdb: false });
    expect(json.resource.kubernetes_horizontal_pod_autoscaler_v2).toBeUndefined();
    expect(json.resource.kubernetes_pod_disruption_budget_v1).toBeUndefined();
    expect(aService(inMemory(), { enableHpa: false }).maxReplicaCount).toBe(2);
  });
});

describe('limits and quota', () => {
  const limitsOf = (props: object) => only(synthService(props), 'kubernetes_limit_range_v1').spec.limit[0];

  test.each([
    [{}, '250m', '256Mi', '512Mi'],
    [{ cpuRequest: '1000m', memoryRequest: '1024Mi' }, '1', '1Gi', '2Gi'],
    [{ cpuRequest: '0.5', memoryRequest: '100M' }, '500m', '100M', '200M'],
    [{ memoryRequest: '1.5Gi', memoryLimit: '1536Mi' }, '250m', '1536Mi', '1536Mi'],
    [{ memoryRequest: '100M', memoryLimit: '1Gi' }, '250m', '100M', '1Gi'],
  ])('%p: %s of CPU, %s to %s of memory, and no CPU limit', (props, cpu, memory, limit) => {
    expect(limitsOf(props)).toEqual({ type: 'Container', default: { memory: limit }, default_request: { cpu, memory } });
  });

  // pods: maximum, as many that are ending, 25 % surge, rounded up, of a next update, 4 of jobs
  // each 250m + 100m of CPU, 256Mi + 128Mi of memory, limits twice that
  test.each([
    [{ replicaCount: 3 }, { 'pods': '38', 'requests.cpu': '13300m', 'requests.memory': '14592Mi', 'limits.memory': '29184Mi' }],
    [
      { replicaCount: 3, enableHpa: false },
      { 'pods': '11', 'requests.cpu': '3850m', 'requests.memory': '4224Mi', 'limits.memory': '8448Mi' },
    ],
    [
      { replicaCount: 1, maxReplicaCount: 1 },
      { 'pods': '7', 'requests.cpu': '2450m', 'requests.memory': '2688Mi', 'limits.memory': '5376Mi' },
    ],
    [
      { cpuRequest: '900m', maxReplicaCount: 4 },
      { 'pods': '13', 'requests.cpu': '13', 'requests.memory': '4992Mi', 'limits.memory': '9984Mi' },
    ],
    // above 2^53 bytes, where a `number` rounds down: one pod less would have room
    [
      { cpuRequest: '1m', memoryRequest: '35184372088831', maxReplicaCount: 10_000 },
      {
        'pods': '22504',
        'requests.cpu': '2272904m',
        'requests.memory': '791792129922803736',
        'limits.memory': '1583584259845607472',
      },
    ],
  ])('%p: the quota is %p', (props, quota) => {
    expect(only(synthService(props), 'kubernetes_resource_quota_v1').spec.hard).toEqual(quota);
  });

  test('the platform team may change what a service gets', () => {
    const platform = aPlatform({
      defaults: { replicaCount: 4, maxReplicaFactor: 2, surgePercent: 50, jobPods: 0, sidecarCpuRequest: '50m', memoryLimitFactor: 1 },
    });
    const json = synthService({}, { platform });
    expect(only(json, 'kubernetes_horizontal_pod_autoscaler_v2').spec).toMatchObject({ min_replicas: 4, max_replicas: 8 });
    expect(only(json, 'kubernetes_resource_quota_v1').spec.hard).toMatchObject({
      'pods': '20',
      'requests.cpu': '6',
      'limits.memory': '7680Mi',
    });
  });
});
