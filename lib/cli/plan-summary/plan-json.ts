import { isPlainObject } from '../../core/json';
import type { Json } from '../../core/json';
import { Trouble } from '../refusal';
import type { Action, Plan, ResourceChange } from './plan';

/** The meaning of each list of actions in Terraform's JSON. Lists that are not here are unknown. */
const ACTIONS: Readonly<Record<string, Action | 'none'>> = {
  'no-op': 'none',
  'read': 'none',
  'create': 'create',
  'update': 'update',
  'delete': 'delete',
  'delete,create': 'replace',
  'create,delete': 'replace',
  'forget': 'forget',
  'create,forget': 'forget',
};

const FIX = 'write it with: terraform show -json <plan file>';

/**
 * Reads the output of `terraform show -json` for a plan. Throws Trouble if it is something else.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
export function planOfJson(text: string): Plan {
  const plan = parsePlan(text);
  const { format_version: version, resource_changes: changes = [], resource_drift: drift = [], output_changes: outputs = {} } = plan;
  if (typeof version !== 'string' || 'values' in plan) throw new Trouble('JSON that is not a plan', 'a plan', FIX);
  if (!/^[01]\./.test(version)) throw new Trouble('a plan with an unknown format', 'format 1', FIX);
  if (!Array.isArray(changes) || !Array.isArray(drift) || !isPlainObject(outputs)) throw unclear();
  const failed = plan.errored === true ? { trouble: 'planning failed, so the plan is incomplete' } : {};
  return {
    changes: changes.flatMap(changeOf),
    drift: drift.flatMap((change) => changeOf(change).map(({ address }) => address)),
    outputs: Object.entries(outputs)
      .filter(([, change]) => actionOf(change) !== 'none')
      .map(([name]) => name),
    ...failed,
  };
}

function parsePlan(text: string): Json {
  try {
    const plan: unknown = JSON.parse(text);
    if (isPlainObject(plan)) return plan;
  } catch {
    // The parser's error message may quote the text, and a plan may contain secrets.
  }
  throw new Trouble(text.trim() === '' ? 'an empty file' : 'something other than one JSON object', 'a plan', FIX);
}

/** One change, or none if nothing is done. */
function changeOf(change: unknown): ResourceChange[] {
  if (!isPlainObject(change) || typeof change.address !== 'string' || typeof change.type !== 'string') throw unclear();
  const { address, change: what, previous_address: before, type } = change;
  const action = actionOf(what);
  if (action !== 'none') return [{ action, address, type }];
  if (isPlainObject(what) && what.importing) return [{ action: 'import', address, type }];
  return typeof before === 'string' && before !== address ? [{ action: 'move', address, type }] : [];
}

function actionOf(change: unknown): Action | 'none' {
  if (!isPlainObject(change) || !Array.isArray(change.actions)) throw unclear();
  const actions = change.actions.join(',');
  return Object.hasOwn(ACTIONS, actions) ? ACTIONS[actions] : 'unknown';
}

function unclear(): Trouble {
  return new Trouble('a plan with unknown parts', 'a plan', FIX);
}
