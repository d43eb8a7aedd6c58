import fc from 'fast-check';
import { demandOf } from '../../lib/gitops/demand';
import { shortestGap } from '../../lib/gitops/limits/cron-gap';
import type { AppValues, ContainerValues, ResourceValues, WorkloadValues } from '../../lib/gitops/values/app-values';
import { quotaOf } from '../../lib/service/demand';
import { aPlatform } from '../support/platform';
import { appValues } from './arbitrary-values';

const UNITS: Record<string, number> = { m: 0.001, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, k: 1e3, M: 1e6, G: 1e9 };

/** An amount as a number, reckoned apart from the library. */
function amount(text: string): number {
  const [, number, unit] = /^([\d.]+)([a-zA-Z]*)$/.exec(text)!;
  return Number(number) * (unit === '' ? 1 : UNITS[unit]);
}

type Ask = (resources: ResourceValues) => number;
const CPU: Ask = ({ requests }) => amount(requests.cpu);
const MEMORY: Ask = ({ requests }) => amount(requests.memory);
const LIMIT: Ask = ({ limits }) => amount(limits.memory);

/** What a scheduler reckons for a pod, step by step as its containers start. */
function podAsks(own: ResourceValues, inits: readonly ContainerValues[], sidecars: readonly ContainerValues[], ask: Ask): number {
  let [started, most] = [0, 0];
  for (const { resources, restartPolicy } of inits) {
    most = Math.max(most, started + ask(resources));
    if (restartPolicy) started += ask(resources);
  }
  return Math.max(most, started + ask(own) + sidecars.reduce((sum, { resources }) => sum + ask(resources), 0));
}

/** How many pods a share of the wanted ones is, rounded in favour of those that there are. */
function shareOf(share: number | string, wanted: number): number {
  return typeof share === 'number' ? share : Math.ceil((Number(share.slice(0, -1)) * wanted) / 100);
}

/** The most pods of a process: those wanted at its peak, all of the form before, which are ending, and the first of a next form. */
function podsOfProcess({ horizontalPodAutoscaler, replicaCount, scaledObject, strategy }: WorkloadValues, surgePercent: number): number {
  const wanted = horizontalPodAutoscaler?.maxReplicas ?? scaledObject?.maxReplicaCount ?? replicaCount!;
  if (strategy?.type === 'Recreate') return wanted;
  return wanted + wanted + shareOf(strategy?.rollingUpdate?.maxSurge ?? `${surgePercent}%`, wanted);
}

/** Every pod while all processes are at their peak and in a rolling update, and all jobs run: what each asks for. */
function podsAtWorst(values: AppValues, maxReplicas: number, ask: Ask): number[] {
  const of = (count: number, value: number) => Array.from({ length: count }, () => value);
  const processes = [{ ...values, replicaCount: maxReplicas }, ...Object.values(values.workloads ?? {})].flatMap((process) => {
    const pod = podAsks(process.resources, process.initContainers, process.sidecars, ask);
    return of(podsOfProcess(process, values.surgePercent), pod);
  });
  const jobs = Object.values(values.jobs).flatMap(({ activeDeadlineSeconds, concurrencyPolicy, resources, schedule, suspend }) => {
    const every = { '0 3 * * *': 86_400, '*/15 * * * 1-5': 900, '@daily': 86_400 }[schedule]!;
    return of(concurrencyPolicy === 'Allow' && !suspend ? Math.ceil(activeDeadlineSeconds / every) : 1, ask(resources));
  });
  return [...processes, ...jobs, ...(values.migration ? [ask(values.migration.resources)] : [])];
}

const platform = aPlatform({ defaults: { sidecarCpuRequest: '0', sidecarMemoryRequest: '0', jobPods: 0 } });

test('every pod at the peak, in a rolling update and with all jobs that coincide fits the quota, and one container more would not', () => {
  fc.assert(
    fc.property(appValues(), fc.integer({ min: 1, max: 100 }), (values, maxReplicas) => {
      const quota = quotaOf(demandOf(values, { maxReplicas, jobPods: 0 }), platform);
      const asked = ([CPU, MEMORY, LIMIT] as const).map((ask) => podsAtWorst(values, maxReplicas, ask));
      const sums = asked.map((pods) => pods.reduce((sum, each) => sum + each, 0));
      expect(Number(quota.pods)).toBe(asked[0].length);
      const hard = [quota['requests.cpu'], quota['requests.memory'], quota['limits.memory']].map(amount);
      for (const [index, sum] of sums.entries()) {
        expect(hard[index]).toBeCloseTo(sum, 3);
        const [, last] = values.sidecars;
        if (!last) continue;
        const fewer = quotaOf(demandOf({ ...values, sidecars: values.sidecars.slice(0, -1) }, { maxReplicas, jobPods: 0 }), platform);
        const room = amount([fewer['requests.cpu'], fewer['requests.memory'], fewer['limits.memory']][index]);
        const isInit = room === hard[index];
        if (!isInit) expect(room).toBeLessThan(sum);
      }
    }),
    { numRuns: 300 },
  );
});

test('the platform leaves room for jobs and for the sidecars of the cluster', () => {
  const values = fc.sample(appValues(), { numRuns: 1, seed: 1 })[0];
  const unscaled = { horizontalPodAutoscaler: undefined, scaledObject: undefined, strategy: undefined };
  const alone = { ...values, ...unscaled, jobs: {}, migration: undefined, workloads: {} };
  const bare = quotaOf(demandOf(alone, { maxReplicas: 2, jobPods: 4 }), aPlatform());
  const wave = Math.ceil((2 * values.surgePercent) / 100);
  expect(bare.pods).toBe(String(2 * 2 + wave + 4));
  expect(amount(bare['requests.cpu'])).toBeGreaterThan(0.1 * Number(bare.pods));
});

test.each([
  ['* * * * *', 1],
  ['*/15 * * * *', 15],
  ['0 3 * * *', 1440],
  ['0,10 3 * * *', 10],
  ['55 23,0 * * *', 60],
  ['5/20 * * * *', 20],
  ['0 9-17/4 * * 1-5', 240],
  ['@hourly', 60],
  ['@weekly', 1440],
])('the runs of %s are at least %d minutes apart', (schedule, minutes) => {
  expect(shortestGap(schedule)).toBe(minutes);
});
