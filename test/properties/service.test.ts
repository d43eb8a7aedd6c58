import { MicroserviceInfra } from '@golden-path/constructs';
import type { MicroserviceInfraProps } from '@golden-path/constructs';
import { App, TerraformStack } from 'cdktf';
import fc from 'fast-check';
import { booleans, candidates, integers, junk } from '../support/arbitraries';
import type { Candidate } from '../support/arbitraries';
import { problemPaths } from '../support/errors';
import { aPlatform } from '../support/platform';
import type { Json } from '../support/synth';

const platform = aPlatform();
const NAME = /^[a-z][a-z0-9-]{1,48}[a-z0-9]$/;
const UNITS: Record<string, number> = { M: 1e6, G: 1e9, Mi: 2 ** 20, Gi: 2 ** 30 };

const name = fc.stringMatching(NAME);
const memory = fc
  .tuple(fc.integer({ min: 8, max: 2000 }), fc.constantFrom(...Object.keys(UNITS)))
  .map(([amount, unit]) => `${amount}${unit}`);
const cpu = fc.oneof(
  fc.integer({ min: 1, max: 64000 }).map((milli) => `${milli}m`),
  fc.integer({ min: 1, max: 900 }).map(String),
);
const noQuantity = fc.oneof(
  junk.filter((value) => value !== undefined && typeof value !== 'string'),
  fc.constantFrom('', '0', '-1', '1KB', '256 Mi', '1e', '2e30', '1m m', 'Mi'),
);
const bytes = (text: string) => parseInt(text, 10) * UNITS[text.replace(/\d+/, '')];

type Candidates = { readonly [K in keyof MicroserviceInfraProps]-?: Candidate<MicroserviceInfraProps[K] | undefined> };

const inputs: fc.Arbitrary<Candidates> = fc.record({
  serviceName: candidates(
    name,
    junk.filter((value) => value !== undefined && !(typeof value === 'string' && NAME.test(value))),
  ),
  teamName: candidates(
    fc.constantFrom('payments', 'platform'),
    junk.filter((value) => value !== undefined),
  ),
  environment: candidates(
    fc.constant('staging'),
    fc.oneof(
      fc.constant('production'),
      junk.filter((value) => value !== undefined),
    ),
  ),
  replicaCount: integers(1, 100),
  maxReplicaCount: integers(1, 10000),
  cpuRequest: candidates(cpu, noQuantity),
  memoryRequest: candidates(memory, noQuantity),
  memoryLimit: candidates(memory, noQuantity),
  targetCpuPercent: integers(1, 100),
  enableHpa: booleans,
  enablePdb: booleans,
  jobsOnly: booleans,
});

/** The props that have to be refused, reckoned from the documentation and not from the code. */
function expectedPaths(props: Candidates): string[] {
  const wrong = new Set(
    Object.entries(props)
      .filter(([, candidate]) => !candidate.valid)
      .map(([key]) => key),
  );
  for (const key of ['serviceName', 'teamName'] as const) if (props[key].value === undefined) wrong.add(key);
  const { replicaCount, maxReplicaCount, memoryRequest, memoryLimit, targetCpuPercent, enableHpa } = props;
  if (props.jobsOnly.value === true) {
    for (const key of ['replicaCount', 'maxReplicaCount', 'targetCpuPercent', 'enableHpa', 'enablePdb'] as const) {
      if (props[key].value !== undefined) wrong.add(key);
    }
  } else if (enableHpa.value === false) {
    if (maxReplicaCount.value !== undefined) wrong.add('maxReplicaCount');
    if (targetCpuPercent.value !== undefined) wrong.add('targetCpuPercent');
  } else if (replicaCount.valid && maxReplicaCount.valid && (maxReplicaCount.value ?? Infinity) < (replicaCount.value ?? 2)) {
    wrong.add('maxReplicaCount');
  }
  if (
    memoryRequest.valid &&
    memoryLimit.valid &&
    memoryLimit.value &&
    bytes(memoryLimit.value) < bytes(memoryRequest.value ?? '256Mi')
  ) { wrong.add('memoryLimit'); }
  return [...wrong].sort();
}

function make(candidatesOfProps: Candidates): TerraformStack {
  const props = Object.fromEntries(Object.entries(candidatesOfProps).map(([key, { value }]) => [key, value]));
  const stack = new TerraformStack(new App({ outdir: '/nonexistent-but-unused' }), 'stack');
  platform.applyTo(stack, 'staging');
  new MicroserviceInfra(stack, 'Infra', props as unknown as MicroserviceInfraProps);
  return stack;
}

/** What every valid service has to show, whatever its props. */
function expectSound({ resource }: Json): void {
  const [autoscaler] = Object.values<Json>(resource.kubernetes_horizontal_pod_autoscaler_v2 ?? {});
  if (autoscaler) expect(autoscaler.spec.max_replicas).toBeGreaterThanOrEqual(autoscaler.spec.min_replicas);
  const [budget] = Object.values<Json>(resource.kubernetes_pod_disruption_budget_v1 ?? {});
  if (budget) expect([budget.spec.min_available, budget.spec.max_unavailable].filter(Boolean)).toHaveLength(1);
  const [quota] = Object.values<Json>(resource.kubernetes_resource_quota_v1);
  for (const amount of Object.values(quota.spec.hard)) expect(amount).toMatch(/^[1-9]\d*(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/);
  if (autoscaler) expect(Number(quota.spec.hard.pods)).toBeGreaterThan(autoscaler.spec.max_replicas);
  const policies = Object.values<Json>(resource.kubernetes_network_policy_v1);
  for (const { spec } of policies) expect(spec.policy_types.length).toBeGreaterThan(0);
}

test('any input gives valid output, or one error that names every problem', () => {
  let [accepted, refused] = [0, 0];
  fc.assert(
    fc.property(inputs, (props) => {
      const expected = expectedPaths(props);
      if (expected.length === 0) {
        accepted += 1;
        expectSound(make(props).toTerraform());
      } else {
        refused += 1;
        expect([...new Set(problemPaths(() => make(props)))].sort()).toEqual(expected);
      }
    }),
    { numRuns: 3000 },
  );
  expect(Math.min(accepted, refused)).toBeGreaterThan(50);
});
