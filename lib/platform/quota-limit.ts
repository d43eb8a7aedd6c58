import { CPU, MEMORY } from '../core/check-quantity';
import { quantityForm } from '../core/quantity-form';
import { SettingsTable, value } from '../core/settings';
import type { Settings } from '../core/settings';

/** The most that one service may take in one environment. */
export interface QuotaLimit {
  /**
   * The CPU reserved for all of its pods together (their requests), as a Kubernetes quantity.
   *
   * @default - no limit
   */
  readonly cpu?: string;
  /**
   * The memory reserved for all of its pods together (their requests), as a Kubernetes quantity.
   *
   * @default - no limit
   */
  readonly memory?: string;
  /**
   * Its pods, from 1 to 10000.
   *
   * @default - no limit
   */
  readonly pods?: number;
}

const TABLE = {
  cpu: {
    form: quantityForm({ ...CPU, maximum: 100_000_000n }),
    default: undefined,
    defaultText: 'no limit',
    text: 'The CPU reserved for all of its pods together',
  },
  memory: {
    form: quantityForm({ ...MEMORY, maximum: 1024n ** 5n * 1000n }),
    default: undefined,
    defaultText: 'no limit',
    text: 'The memory reserved for all of its pods together',
  },
  pods: {
    form: value({ type: 'integer', minimum: 1, maximum: 10_000 }),
    default: undefined,
    defaultText: 'no limit',
    text: 'The number of pods, 1 to 10000',
  },
} as const satisfies Settings<QuotaLimit>;

/** The settings of the most that one service may take. */
export const QUOTA_LIMIT_SETTINGS = new SettingsTable<QuotaLimit, typeof TABLE>(TABLE);
