import { isIP } from 'node:net';
import type { Limit } from './limits';

/** A host's name, and that of all hosts below a domain. */
const HOST_NAME = '[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+';
const LABEL_LENGTH = 63;

/**
 * A host as Ingress and HTTPRoute take it: a name of RFC 1123 and no address, of at most 253 characters; `*` only as the whole
 * first label. No label of a name in DNS has more than 63.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/networking/validation/validation.go (ValidateIngress rules)
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#hostname
 */
export const HOST: Limit = {
  type: 'string',
  pattern: `^(\\*\\.)?${HOST_NAME}$`,
  example: 'payments.internal.acme.io',
  maxLength: 253,
  description: 'a host name of lowercase letters, digits, hyphens and dots such as payments.internal.acme.io, and no address',
  fault: hostFault,
};

/** A host without a wildcard. */
export const EXACT_HOST: Limit = { ...HOST, pattern: `^${HOST_NAME}$` };

function hostFault(host: string): string | undefined {
  if (isIP(host)) return 'give the name in DNS that leads to this address';
  const long = host.split('.').find((label) => label.length > LABEL_LENGTH);
  return long && `shorten '${long.slice(0, 12)}…' by ${long.length - LABEL_LENGTH}: a label has at most ${LABEL_LENGTH} characters`;
}
