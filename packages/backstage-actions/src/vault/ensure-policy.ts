import { valueAt } from '../core/answer';
import { failure, show } from '../core/problems';
import type { VaultClient } from './client';
import type { VaultPlan } from './plan';

/**
 * Writes the policy. One that an earlier run wrote for the same service is brought up to date; any other is left as it is.
 *
 * @see https://developer.hashicorp.com/vault/api-docs/system/policies
 */
export async function ensurePolicy(client: VaultClient, { namespace, policy, policyText }: VaultPlan): Promise<string | undefined> {
  const path = ['sys', 'policies', 'acl', policy];
  const before = await client.send(namespace, { method: 'GET', path, expect: [404] });
  const found = valueAt(before.json, 'data', 'policy');
  if (found === policyText) return undefined;
  if (before.status === 200 && firstLine(found) !== firstLine(policyText)) {
    const got = `${show(policy)}, and a policy of that name that this action did not write for this service`;
    throw failure('conflict', {
      path: 'service',
      got,
      allowed: 'a name without a policy',
      fix: 'choose another name, or remove the policy if nobody uses it',
    });
  }
  await client.send(namespace, { method: 'PUT', path, body: { policy: policyText } });
  return `policy ${show(policy)}`;
}

function firstLine(text: unknown): string | undefined {
  return typeof text === 'string' ? text.split('\n')[0] : undefined;
}
