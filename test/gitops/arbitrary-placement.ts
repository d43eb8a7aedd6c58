import fc from 'fast-check';
import type { RolloutValues } from '../../lib/gitops/values/rollout-values';
import type { DisruptionBudgetValues, MetricValues, ScalingValues, TriggerValues } from '../../lib/gitops/values/scaling-values';
import type { SchedulingValues, SpreadValues, TolerationValues } from '../../lib/gitops/values/scheduling-values';
import { HOSTILE_TEXTS } from '../support/arbitraries';

/** A map as a values file has it. */
const PLAIN = { noNullPrototype: true } as const;

const count = (min: number, max: number) => fc.integer({ min, max });
const name = fc.stringMatching(/^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$/);
const share = fc.oneof(count(1, 5), count(1, 100).map((percent) => `${percent}%`));

/** How pods are replaced; as the platform has it in many of them. */
export const rollout: fc.Arbitrary<RolloutValues> = fc.record(
  {
    strategy: fc.oneof(
      fc.constant({ type: 'Recreate' as const }),
      fc.record({
        type: fc.constant('RollingUpdate' as const),
        rollingUpdate: fc.record({ maxSurge: share, maxUnavailable: fc.oneof(fc.constant(0), share) }, PLAIN),
      }, PLAIN),
    ),
    minReadySeconds: count(1, 3600),
    progressDeadlineSeconds: count(3601, 86_400),
  },
  { ...PLAIN, requiredKeys: [] },
);

const budget: fc.Arbitrary<DisruptionBudgetValues> = fc.constantFrom({ minAvailable: '50%' }, { maxUnavailable: 1 });
const target = fc.record({ type: fc.constant('AverageValue'), averageValue: count(1, 999).map(String) }, PLAIN);
const metric: fc.Arbitrary<MetricValues> = fc.oneof(
  fc.record({
    type: fc.constant('ContainerResource' as const),
    containerResource: fc.record({
      name: fc.constantFrom('cpu', 'memory'),
      container: name,
      target: fc.record({ type: fc.constant('Utilization'), averageUtilization: count(1, 200) }, PLAIN),
    }, PLAIN),
  }, PLAIN),
  fc.record({ type: fc.constant('Pods' as const), pods: fc.record({ metric: fc.record({ name }, PLAIN), target }, PLAIN) }, PLAIN),
  fc.record({ type: fc.constant('External' as const), external: fc.record({ metric: fc.record({ name }, PLAIN), target }, PLAIN) }, PLAIN),
);
const policy = fc.record({ type: fc.constantFrom('Pods' as const, 'Percent' as const), value: count(1, 100), periodSeconds: count(1, 1800) }, PLAIN);
const rules = fc.oneof(
  fc.constant({ selectPolicy: 'Disabled' as const }),
  fc.record({ stabilizationWindowSeconds: count(0, 3600), policies: fc.array(policy, { minLength: 1, maxLength: 2 }) }, { ...PLAIN, requiredKeys: ['policies'] }),
);
const behavior = fc.oneof(fc.record({ scaleUp: rules }, PLAIN), fc.record({ scaleUp: rules, scaleDown: rules }, PLAIN));
const trigger: fc.Arbitrary<TriggerValues> = fc.record(
  {
    type: name,
    metadata: fc.dictionary(name, fc.constantFrom(...HOSTILE_TEXTS), { minKeys: 1, maxKeys: 2, noNullPrototype: true }),
    authenticationRef: fc.record({ name, kind: fc.constantFrom('TriggerAuthentication' as const, 'ClusterTriggerAuthentication' as const) }, PLAIN),
  },
  { ...PLAIN, requiredKeys: ['type', 'metadata'] },
);

const autoscaler: fc.Arbitrary<ScalingValues> = fc.oneof(
  fc.record(
    { minReplicas: count(1, 9), maxReplicas: count(9, 60), metrics: fc.array(metric, { minLength: 1, maxLength: 3 }), behavior },
    { ...PLAIN, requiredKeys: ['minReplicas', 'maxReplicas', 'metrics'] },
  ).map((horizontalPodAutoscaler) => ({ horizontalPodAutoscaler })),
  fc.record(
    {
      minReplicaCount: count(0, 9),
      maxReplicaCount: count(9, 60),
      pollingInterval: count(1, 3600),
      cooldownPeriod: count(0, 3600),
      fallback: fc.record({ failureThreshold: fc.constant(3), replicas: count(0, 9) }, PLAIN),
      advanced: fc.record({ horizontalPodAutoscalerConfig: fc.record({ behavior }, PLAIN) }, PLAIN),
      triggers: fc.array(trigger, { minLength: 1, maxLength: 3 }),
    },
    { ...PLAIN, requiredKeys: ['minReplicaCount', 'maxReplicaCount', 'triggers'] },
  ).map((scaledObject) => ({ scaledObject })),
);

/** What bounds and changes the number of pods, with that number where nothing changes it. */
export const scaling = (
  replicaCount: fc.Arbitrary<number>,
  scaled: fc.Arbitrary<ScalingValues> = autoscaler,
): fc.Arbitrary<ScalingValues & { readonly replicaCount?: number }> => fc
  .tuple(
    fc.record({ podDisruptionBudget: budget }, { ...PLAIN, requiredKeys: [] }),
    fc.oneof(replicaCount.map((replicas) => ({ replicaCount: replicas })), scaled),
  )
  .map(([bounded, changed]) => ({ ...bounded, ...changed }));

const toleration: fc.Arbitrary<TolerationValues> = fc.oneof(
  fc.record({ key: name, operator: fc.constant('Exists' as const), effect: fc.constantFrom('NoSchedule', 'NoExecute') }, { ...PLAIN, requiredKeys: ['key', 'operator'] }),
  fc.record({ key: name, operator: fc.constant('Equal' as const), value: name, effect: fc.constant('NoExecute'), tolerationSeconds: count(0, 3600) }, PLAIN),
);
const spread: fc.Arbitrary<SpreadValues> = fc.record(
  {
    topologyKey: name,
    maxSkew: fc.constant(1),
    whenUnsatisfiable: fc.constantFrom('ScheduleAnyway' as const, 'DoNotSchedule' as const),
    matchLabelKeys: fc.constant(['pod-template-hash']),
  },
  { ...PLAIN, requiredKeys: ['topologyKey', 'maxSkew', 'whenUnsatisfiable'] },
);

/** Where pods run; anywhere in many of them. */
export const placed: fc.Arbitrary<{ readonly scheduling?: SchedulingValues }> = fc.record(
  {
    scheduling: fc.record(
      {
        nodeSelector: fc.dictionary(name, name, { minKeys: 1, maxKeys: 2, noNullPrototype: true }),
        tolerations: fc.array(toleration, { minLength: 1, maxLength: 2 }),
        priorityClassName: name,
        runtimeClassName: name,
        topologySpreadConstraints: fc.uniqueArray(spread, { maxLength: 2, selector: ({ topologyKey }) => topologyKey }),
      },
      { ...PLAIN, requiredKeys: [] },
    ),
  },
  { ...PLAIN, requiredKeys: [] },
);

/** The logins of all pods. */
export const pullSecrets = fc.record(
  { imagePullSecrets: fc.array(fc.record({ name }, PLAIN), { minLength: 1, maxLength: 2 }) }, { ...PLAIN, requiredKeys: [] });
