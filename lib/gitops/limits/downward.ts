import type { Limit } from '../../core/limits';
import { closest } from '../../core/problems';

/** What Kubernetes tells a container of its pod in variables. */
const FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];

/** One label or annotation by its key. */
const OF_MAP = /^metadata\.(labels|annotations)\['[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?'\]$/;

/**
 * A field of a pod that a variable can have.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go (validEnvDownwardAPIFieldPathExpressions)
 */
export const DOWNWARD_FIELD: Limit = {
  type: 'string',
  example: 'status.podIP',
  maxLength: 400,
  description: `${FIELDS.join(', ')}, or one of metadata.labels['<key>'] and metadata.annotations['<key>']`,
  fault: fieldFault,
};

/**
 * A resource of a container that a variable can have.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go (validContainerResourceFieldPathExpressions)
 */
export const RESOURCE_FIELD: Limit = {
  type: 'string',
  enum: ['limits', 'requests'].flatMap((kind) => ['cpu', 'memory', 'ephemeral-storage'].map((name) => `${kind}.${name}`)),
};

function fieldFault(path: string): string | undefined {
  if (FIELDS.includes(path) || OF_MAP.test(path)) return undefined;
  if (/^metadata\.(labels|annotations)/.test(path)) return "name the key, as in metadata.labels['app']";
  const meant = closest(path, FIELDS);
  return meant ? `did you mean '${meant}'?` : "write a field such as 'status.podIP'";
}
