import { createHash } from 'node:crypto';
import type { Limit } from './limits';

/**
 * A DNS label: what Kubernetes takes as the name of a namespace, and as the value of a label.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names
 */
export const DNS_LABEL_LENGTH = 63;

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const ROLE_NAME_LENGTH = 64;

export const DNS_LABEL: Limit = {
  type: 'string',
  pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$',
  example: 'payment-service',
  maxLength: DNS_LABEL_LENGTH,
  description: `lowercase letters, digits and hyphens, beginning and ending with a letter or digit, at most ${DNS_LABEL_LENGTH} characters`,
};

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
export const LABEL_VALUE: Limit = {
  type: 'string',
  pattern: '^([A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?)?$',
  example: 'payment-service',
  maxLength: 63,
  description: 'a Kubernetes label value: letters, digits, hyphens, underscores and dots, at most 63 characters',
};

export const LABEL_KEY: Limit = {
  type: 'string',
  pattern: '^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$',
  example: 'app.kubernetes.io/name',
  maxLength: 317,
  description: 'a Kubernetes label key such as app.kubernetes.io/name',
};

/** A port of TCP or UDP. */
export const PORT: Limit = { type: 'integer', minimum: 1, maximum: 65535 };

/**
 * A text as a name of lowercase letters, digits and hyphens, at most so long; where that loses something, a hash of
 * the whole text keeps two different texts apart.
 */
export function nameFrom(text: string, maxLength = DNS_LABEL_LENGTH): string {
  const slug = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (slug === text && slug.length <= maxLength) return slug;
  const hash = hashOf(text);
  const kept = slug.slice(0, maxLength - hash.length - 1).replace(/-$/, '');
  return kept === '' ? hash : `${kept}-${hash}`;
}

/**
 * A text as a part of a resource's name in Terraform: letters, digits, hyphens and underscores; where that loses something, a
 * hash of the whole text keeps two different texts apart.
 */
export function identifierFrom(text: string): string {
  const kept = text.replace(/[^A-Za-z0-9_-]+/g, '_').slice(0, 128);
  return kept === text ? text : `${kept}_${hashOf(text)}`;
}

/** A short hash of a text, as names have it. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
