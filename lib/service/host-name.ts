import { isIP } from 'node:net';
import type { Limit } from '../core/limits';
import { show } from '../core/problems';
import type { Validation } from '../core/validation';

/** A name that DNS resolves, or every name below one. @see https://www.rfc-editor.org/rfc/rfc1123#page-13 */
export const HOST_NAME: Limit = {
  type: 'string',
  pattern: '^(\\*\\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$',
  example: 'api.stripe.com',
  maxLength: 253,
  description: 'a host name such as api.stripe.com, or *.example.com for every name one level below it',
};

const LONGEST_LABEL = 63;

/** Names that only the cluster itself knows: their addresses are those of pods, which have rules of their own. */
const OF_THE_CLUSTER = '.cluster.local';

/** Checks the name of a host outside of the cluster. */
export function validateHost(validation: Validation, host: string): void {
  if (typeof host === 'string' && isIP(host)) {
    validation.add({
      path: 'host',
      got: show(host),
      allowed: HOST_NAME.description!,
      fix: `write allowTo(Peer.cidr('${host}/32'), …)`,
    });
    return;
  }
  if (!validation.required('host', host, HOST_NAME)) return;
  const long = host.split('.').find((label) => label.length > LONGEST_LABEL);
  if (long !== undefined) {
    const fix = 'check the name';
    validation.add({ path: 'host', got: show(host), allowed: `at most ${LONGEST_LABEL} characters between two dots`, fix });
  }
  if (host.endsWith(OF_THE_CLUSTER)) {
    validation.add({
      path: 'host',
      got: show(host),
      allowed: 'a host outside of the cluster',
      fix: "write allowTo(Peer.service('…'), …)",
    });
  }
}
