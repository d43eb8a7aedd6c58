import type { Limit } from '../../core/limits';

/**
 * The name of a Secret, ConfigMap, claim or class: a DNS subdomain.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names
 */
export const OBJECT_NAME: Limit = {
  type: 'string',
  pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
  example: 'payments-db',
  maxLength: 253,
  description: 'a name of lowercase letters, digits, hyphens and dots such as payments-db, at most 253 characters',
};

/**
 * A key of a Secret or ConfigMap, which may be no way up in a folder.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/validation.go (IsConfigMapKey)
 */
export const DATA_KEY: Limit = {
  type: 'string',
  pattern: '^[-._a-zA-Z0-9]+$',
  example: 'api-key',
  maxLength: 253,
  description: 'a key of letters, digits, dots, hyphens and underscores such as api-key, at most 253 characters',
  fault: (key) => (key === '.' || key.startsWith('..') ? 'begin it with another character than ..' : undefined),
};
