import { CPU, MEMORY } from '../../core/check-quantity';
import type { Limit } from '../../core/limits';
import { DNS_LABEL, LABEL_KEY, PORT } from '../../core/names';
import { show } from '../../core/problems';
import { quantityForm } from '../../core/quantity-form';
import { value } from '../../core/settings';
import type { Form } from '../../core/settings';
import { TEXT } from '../limits/kubernetes-limits';

export const ABSOLUTE: Limit = {
  type: 'string',
  pattern: '^(/[A-Za-z0-9._@+-]+)+$',
  example: '/etc/app/config.yaml',
  maxLength: 1024,
  description: 'a path from the root such as /etc/app/config.yaml',
};

export const VARIABLE: Limit = {
  type: 'string',
  pattern: '^[A-Za-z_][A-Za-z0-9_.-]*$',
  example: 'LOG_LEVEL',
  maxLength: 253,
  description: 'letters, digits, underscores, dots and hyphens, not beginning with a digit, such as LOG_LEVEL',
};

/** The largest user and group of Linux; the next number means nobody. */
const LARGEST_ID = 4_294_967_294;

export { value };
export const integer = (minimum: number, maximum: number): Form => value({ type: 'integer', minimum, maximum });
export const oneOf = (values: object): Form => value({ type: 'string', enum: Object.values(values) as string[] });

export const BOOLEAN = value({ type: 'boolean' });
export const NAME = value(DNS_LABEL);
export const PORT_NUMBER = value(PORT);
export const USER_ID = integer(1, LARGEST_ID);
export const TEXTS: Form = { kind: 'list', limit: TEXT };
export const PATHS: Form = { kind: 'list', limit: ABSOLUTE };
export const ENV: Form = { kind: 'map', keys: VARIABLE, limit: TEXT };
/** A file of a ConfigMap, which is at most a megabyte in all. */
export const FILES: Form = { kind: 'map', keys: ABSOLUTE, limit: { ...TEXT, maxLength: 500_000 } };
export const ANNOTATIONS: Form = { kind: 'map', keys: LABEL_KEY, limit: TEXT };

/** The old way to take a container out of AppArmor, which Pod Security restricted refuses. */
const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';

export const POD_ANNOTATIONS: Form = {
  ...ANNOTATIONS,
  check: (validation, path, annotations) => {
    for (const [key, text] of Object.entries(annotations as Record<string, string>)) {
      if (!key.startsWith(APP_ARMOR)) continue;
      const allowed = 'annotations that leave Pod Security restricted as it is';
      validation.add({ path: `${path}['${key}']`, got: show(text), allowed, fix: 'remove it' });
    }
  },
};

export const CPU_REQUEST = quantityForm(CPU);
export const MEMORY_AMOUNT = quantityForm(MEMORY);
