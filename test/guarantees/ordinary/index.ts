import type { Ordinary } from './entry';
import { FUNCTIONS } from './functions';
import { MESSAGING } from './messaging';
import { OBSERVABILITY } from './observability';
import { PERMISSIONS } from './permissions';
import { TABLES } from './tables';

/** Ordinary escape hatches of product teams, by topic. */
export const ORDINARY: readonly Ordinary[] = [...MESSAGING, ...FUNCTIONS, ...TABLES, ...PERMISSIONS, ...OBSERVABILITY];
