import { valueAt } from '../core/answer';
import { failure, show } from '../core/problems';
import type { VaultClient } from './client';
import type { RoleBody, VaultPlan } from './plan';

/** The fields that decide who gets which permissions. */
const BINDING = ['bound_service_account_names', 'bound_service_account_namespaces', 'token_policies'] as const;

/** Writes the role that binds the service account to the policy. A role that binds something else belongs to somebody else. */
export async function ensureRole(client: VaultClient, plan: VaultPlan): Promise<string | undefined> {
  const path = ['auth', ...plan.authPath.split('/'), 'role', plan.role];
  const before = await client.send(plan.namespace, { method: 'GET', path, expect: [404] });
  if (before.status === 200) {
    const data = valueAt(before.json, 'data');
    const other = BINDING.find((key) => listText(valueAt(data, key)) !== listText(plan.roleBody[key]));
    if (other === undefined) return undefined;
    throw foreign(plan, other, valueAt(data, other));
  }
  await client.send(plan.namespace, { method: 'POST', path, body: plan.roleBody });
  return `role ${show(plan.role)}`;
}

function foreign({ role, roleBody }: VaultPlan, key: keyof RoleBody, found: unknown): Error {
  const got = `${show(role)}, and a role of that name whose ${key} is ${show(listText(found))} and not ${show(listText(roleBody[key]))}`;
  return failure('conflict', {
    path: 'service',
    got,
    allowed: 'a name without a role, or with the same one',
    fix: 'choose another name, or remove the role if nobody uses it',
  });
}

/** A list as a text, in any order. */
function listText(value: unknown): string {
  return Array.isArray(value) ? (value as unknown[]).map(String).sort().join(', ') : String(value ?? '');
}
