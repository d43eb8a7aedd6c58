import { APPLICATIONS } from './applications';
import { CLUSTER } from './cluster';
import { DATA } from './data';
import type { Attack } from './entry';
import { IDENTITY } from './identity';
import { NETWORK } from './network';
import { OTHERS } from './others';
import { PERMISSIONS } from './permissions';
import { SERVICES } from './services';
import { TERRAFORM } from './terraform';

/** Ways around the guarantees, by group: the part of a name before its colon. */
export const ATTACKS: readonly Attack[] = [
  ...PERMISSIONS, ...IDENTITY, ...NETWORK, ...CLUSTER, ...DATA, ...SERVICES, ...OTHERS, ...APPLICATIONS, ...TERRAFORM,
];

/** What is not checked, and why: docs/guarantees.md lists it. */
export const NOT_CHECKED = ATTACKS.filter(({ expect }) => expect === 'allowed').map(({ name, why }) => ({ name, why: why! }));
