import { CLUSTER } from './cluster';
import { DATABASES } from './databases';
import { EDGE } from './edge';
import type { Ordinary } from './entry';
import { FUNCTIONS } from './functions';
import { LANGUAGE } from './language';
import { MESSAGING } from './messaging';
import { OBSERVABILITY } from './observability';
import { OVERRIDES } from './overrides';
import { PERMISSIONS } from './permissions';
import { SECRETS } from './secrets';
import { STORAGE } from './storage';
import { TABLES } from './tables';
import { WORKFLOWS } from './workflows';
import { WORKLOADS } from './workloads';

/** Ordinary escape hatches of product teams, by topic. */
export const ORDINARY: readonly Ordinary[] = [
  ...MESSAGING, ...FUNCTIONS, ...TABLES, ...PERMISSIONS, ...OBSERVABILITY, ...EDGE, ...WORKFLOWS, ...SECRETS, ...STORAGE, ...DATABASES,
  ...CLUSTER, ...WORKLOADS, ...OVERRIDES, ...LANGUAGE,
];
