import type { Limit } from '../../core/limits';
import { LABEL_KEY } from '../../core/names';
import { show } from '../../core/problems';
import { SettingsTable } from '../../core/settings';
import type { Form, Settings } from '../../core/settings';
import { OBJECT_NAME } from '../limits/object-names';
import { Architecture, TaintEffect } from '../props/scheduling-props';
import type { AppScheduling, AppToleration, ScheduledProps } from '../props/scheduling-props';
import { Spread } from '../scheduling/spread';
import { integer, oneOf, value } from './forms';

const LABEL_VALUE: Limit = {
  type: 'string',
  pattern: '^([A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?)?$',
  example: 'batch',
  maxLength: 63,
  description: 'the value of a label such as batch, at most 63 characters',
};

const SPREAD: Form = {
  kind: 'object',
  check: (validation, path, spread) => {
    if (spread instanceof Spread) return;
    const allowed = 'Spread.preferred, .required or .none';
    validation.add({ path, got: show(spread), allowed, fix: 'write Spread.required()' });
  },
};

const TOLERATION = {
  key: { form: value(LABEL_KEY), required: true, text: 'The key of the taint' },
  value: { form: value(LABEL_VALUE), default: undefined, defaultText: 'any', text: 'The value of the taint' },
  effect: { form: oneOf(TaintEffect), default: undefined, defaultText: 'any', text: 'The effect of the taint, a `TaintEffect`' },
  seconds: {
    form: integer(0, 86_400),
    default: undefined,
    defaultText: 'for ever',
    text: 'How long pods stay on a node with such a taint, 0 to 86400 seconds; only with `TaintEffect.NO_EXECUTE`',
  },
} as const satisfies Settings<AppToleration>;

/** A taint of nodes that pods put up with. */
export const TOLERATION_SETTINGS = new SettingsTable<AppToleration, typeof TOLERATION>(TOLERATION);

const TABLE = {
  nodeSelector: {
    form: { kind: 'map', keys: LABEL_KEY, limit: LABEL_VALUE },
    default: {},
    defaultText: 'none',
    text: 'Labels that the nodes must have',
  },
  architecture: {
    form: oneOf(Architecture),
    default: undefined,
    defaultText: 'any',
    text: 'The processor of the nodes: `Architecture.AMD64` or `Architecture.ARM64`',
  },
  tolerations: {
    form: { kind: 'propsList', table: TOLERATION_SETTINGS },
    default: [],
    defaultText: 'none',
    text: 'Taints of nodes that the pods tolerate, each an `AppToleration`',
  },
  spread: {
    form: SPREAD,
    default: undefined,
    defaultText: '`Spread.preferred()`',
    text: 'How the pods keep apart in zones and nodes; `Spread.required()` makes a pod wait, `Spread.none()` does not care',
  },
  priorityClass: {
    form: value(OBJECT_NAME),
    default: undefined,
    defaultText: "the cluster's",
    text: 'The PriorityClass, which decides which pods start first',
  },
  runtimeClass: {
    form: value(OBJECT_NAME),
    default: undefined,
    defaultText: "the nodes'",
    text: 'The RuntimeClass, such as `gvisor`',
  },
} as const satisfies Settings<AppScheduling>;

/** Where pods run. */
export const SCHEDULING_SETTINGS = new SettingsTable<AppScheduling, typeof TABLE>(TABLE);

/** What has pods that run somewhere. */
export const SCHEDULED = {
  scheduling: {
    form: { kind: 'props', table: SCHEDULING_SETTINGS },
    default: undefined,
    defaultText: 'anywhere, apart from each other; another process or a job: as the application',
    text: 'The nodes that the pods run on, an `AppScheduling`',
  },
} as const satisfies Settings<ScheduledProps>;
