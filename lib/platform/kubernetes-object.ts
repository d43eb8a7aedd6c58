import type { Limit } from '../core/limits';

/** Where an object belongs in the API of Kubernetes. */
export const API_VERSION: Limit = {
  type: 'string',
  pattern: '^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?v[a-z0-9]+$',
  example: 'keda.sh/v1alpha1',
  maxLength: 253,
  description: 'an API version such as keda.sh/v1alpha1',
};

/** What an object is. */
export const OBJECT_KIND: Limit = {
  type: 'string',
  pattern: '^[A-Z][A-Za-z0-9]{0,62}$',
  example: 'ScaledObject',
  description: 'a kind such as ScaledObject',
};

/** What an object is called. */
export const OBJECT_NAME: Limit = {
  type: 'string',
  pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$',
  example: 'search-domain',
  maxLength: 253,
  description: 'a name that Kubernetes takes: lowercase letters, digits, hyphens and dots',
};

/** The group of an API version; nothing for the core group. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}
