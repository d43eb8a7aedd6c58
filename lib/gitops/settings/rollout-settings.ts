import type { Limit } from '../../core/limits';
import { show } from '../../core/problems';
import { SettingsTable } from '../../core/settings';
import type { Form, Settings } from '../../core/settings';
import { RolloutStrategy } from '../props/rollout-props';
import type { AppRollout, RolloutProps } from '../props/rollout-props';
import { Autoscaling } from '../scaling/autoscaling';
import { integer, oneOf, value } from './forms';

const PODS: Limit = {
  type: 'string',
  pattern: '^([0-9]{1,3}|(100|[0-9]{1,2})%)$',
  example: '25%',
  description: "a number of pods such as '1', or a share such as '25%', at most 100%",
};

const AUTOSCALING: Form = {
  kind: 'object',
  check: (validation, path, autoscaling) => {
    if (autoscaling instanceof Autoscaling) return;
    const allowed = 'Autoscaling.hpa or Autoscaling.keda';
    const fix = 'write Autoscaling.hpa({ minReplicas: 2, maxReplicas: 6, targetCpuPercent: 70 })';
    validation.add({ path, got: show(autoscaling), allowed, fix });
  },
};

const TABLE = {
  strategy: {
    form: oneOf(RolloutStrategy),
    default: undefined,
    defaultText: '`RolloutStrategy.ROLLING_UPDATE`; `RECREATE` with a volume of one node',
    text: 'Whether new pods start before old ones end, or after',
  },
  maxSurge: {
    form: value(PODS),
    default: undefined,
    defaultText: "the platform's `surgePercent`",
    text: 'How many pods more than wanted a rolling update may have, such as `1` or `25%`',
  },
  maxUnavailable: {
    form: value(PODS),
    default: '0',
    text: 'How many pods less than wanted a rolling update may have, such as `1` or `25%`',
  },
  minReadySeconds: {
    form: integer(0, 3600),
    default: 0,
    text: 'How long a new pod must be ready before it counts, 0 to 3600 seconds',
  },
  progressDeadlineSeconds: {
    form: integer(1, 86_400),
    default: undefined,
    defaultText: '600, or more if `startupSeconds` and `minReadySeconds` need it',
    text: 'A rollout has failed after this time without progress, 1 to 86400 seconds',
  },
} as const satisfies Settings<AppRollout>;

/** How a new version of a process comes in. */
export const ROLLOUT_SETTINGS = new SettingsTable<AppRollout, typeof TABLE>(TABLE);

/** How many pods a process has, and how they are replaced. */
export const ROLLOUT = {
  autoscaling: {
    form: AUTOSCALING,
    default: undefined,
    defaultText: "a fixed number; for the application itself, the MicroserviceInfra's autoscaler",
    text: 'How the number of pods follows the load: `Autoscaling.hpa` or `Autoscaling.keda`',
  },
  rollout: {
    form: { kind: 'props', table: ROLLOUT_SETTINGS },
    default: undefined,
    defaultText: 'a rolling update with never fewer pods than wanted',
    text: 'How a new version comes in, an `AppRollout`',
  },
  startupSeconds: {
    form: integer(1, 7200),
    default: undefined,
    defaultText: '30 periods of the readiness probe: five minutes at its default',
    text: 'How long the application may take to start, 1 to 7200 seconds',
  },
} as const satisfies Settings<RolloutProps>;
