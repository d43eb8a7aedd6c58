import { isPlainObject } from '../core/json';
import type { Json } from '../core/json';
import type { Problem } from '../core/problems';
import { show } from '../core/problems';
import { growingArguments, isHolder } from '../guardrails/holders';
import { isOlder } from './data-fate';
import { heldByTerraform } from './held-data';
import { whatOf } from './lost-data';
import { RETIRED_FILE, retirementLine } from './retired';
import type { Retired } from './retired';

/** What Terraform may do to what holds data; all else takes it away, or is not known here. */
const HARMLESS: readonly string[] = ['no-op', 'read', 'create', 'update'];

/** One change of a resource, as far as it is looked at. */
interface Change {
  readonly address: string;
  readonly type: string;
  readonly actions: readonly string[];
  readonly before: Json;
  readonly after: Json;
}

/**
 * What a plan would destroy, replace or forget of what holds data and no line of the file allows, and what it would make older
 * or smaller than it can be.
 *
 * @param stack the stack that was planned
 * @param plan what `terraform show -json` says of the plan
 * @see https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
export function planLosses(stack: string, plan: Json, retired: Retired): Problem[] {
  const { resource_changes: changes = [] } = plan;
  if (!Array.isArray(changes)) return [unclear(stack)];
  const forgotten = forgottenBuckets(changes.map(changeOf));
  return changes.flatMap((change: unknown) => {
    const read = changeOf(change);
    if (!read) return [unclear(stack)];
    if (!isHolder(read.type)) return opened(stack, read, forgotten);
    return read.actions.every((action) => HARMLESS.includes(action)) ? shrinking(stack, read) : lost(stack, read, retired);
  });
}

function changeOf(value: unknown): Change | undefined {
  if (!isPlainObject(value) || !isPlainObject(value.change)) return undefined;
  const { address, type, previous_address: previous } = value;
  const { actions, before, after } = value.change;
  if (typeof address !== 'string' || typeof type !== 'string' || !Array.isArray(actions)) return undefined;
  const names = actions.map(String);
  // What is destroyed is what is known by the address that it has in the state.
  const known = typeof previous === 'string' && !names.includes('no-op') ? previous : address;
  return {
    address: known,
    type,
    actions: names,
    before: isPlainObject(before) ? before : {},
    after: isPlainObject(after) ? after : {},
  };
}

function lost(stack: string, { address, type, actions, before }: Change, retired: Retired): Problem[] {
  const [held] = heldByTerraform({ resource: { [type]: { it: before } } });
  // A manifest of something that holds no data.
  if (!held) return [];
  const what = whatOf(held);
  if (isAllowed(`${stack}/${address}`, what, retired)) return [];
  return [
    {
      path: `${stack}: ${address}`,
      got: `${what}, which holds data: the plan would ${actions.join(' and ')} it`,
      allowed: `that it stays, or a line in ${RETIRED_FILE} beside the lock with the reason and the date`,
      fix: `find out what changed it; where it may go, the line is ${retirementLine(`${stack}/${address}`, what)}`,
    },
  ];
}

/**
 * A line for the very thing, for the module that it is in, or for what only Terraform could count or name when the lock was
 * written.
 */
function isAllowed(key: string, what: string, retired: Retired): boolean {
  return [...retired].some(([name, { what: named }]) => {
    const isSame = name === key || (name.includes('[${') && key.startsWith(name.slice(0, name.indexOf('[') + 1)));
    if (isSame) return isNamed(what, named);
    return named.startsWith('module ') && key.startsWith(`${name}.`);
  });
}

/** Whether a plan's name is the one in a line, which may leave to Terraform or AWS how it ends, or all of it. */
function isNamed(what: string, named: string): boolean {
  if (named.includes('${') || named.endsWith('*')) return what.startsWith(named.replace(/(\$\{|\*$).*$/s, ''));
  return what === named || (!named.includes(' ') && what.startsWith(`${named} `));
}

/** The names of the buckets that leave the state and stay in AWS. */
function forgottenBuckets(changes: readonly (Change | undefined)[]): ReadonlySet<unknown> {
  return new Set(
    changes.flatMap((change) => {
      return change?.type === 'aws_s3_bucket' && change.actions.includes('forget') ? [change.before.bucket] : [];
    }),
  );
}

/** A bucket that is only forgotten keeps its settings: without them it may be read by everybody. */
function opened(stack: string, { address, type, actions, before }: Change, forgotten: ReadonlySet<unknown>): Problem[] {
  if (!type.startsWith('aws_s3_bucket_') || !actions.includes('delete') || !forgotten.has(before.bucket)) return [];
  return [
    {
      path: `${stack}: ${address}`,
      got: `a setting of the bucket ${show(before.bucket)}, which is only forgotten: the plan would ${actions.join(' and ')} the setting`,
      allowed: 'settings that are forgotten with their bucket: without them it is neither closed nor versioned',
      fix: `add it to the removed blocks: { from: '${address}', lifecycle: { destroy: false } }`,
    },
  ];
}

function shrinking(stack: string, { address, type, actions, before, after }: Change): Problem[] {
  const growing = growingArguments(type);
  if (!growing || !actions.includes('update')) return [];
  const [older, newer] = [before, after].map((values) => String(values[growing.version] ?? ''));
  const [less, more] = [after, before].map((values) => values[growing.storage]);
  const problems = [
    ...(growing.version !== '' && older !== '' && newer !== '' && isOlder(newer, older) ? [[growing.version, older, newer]] : []),
    ...(typeof less === 'number' && typeof more === 'number' && less < more ? [[growing.storage, more, less]] : []),
    ...(before.engine !== after.engine && growing.version !== '' ? [['engine', before.engine, after.engine]] : []),
  ];
  return problems.map(([argument, from, to]) => ({
    path: `${stack}: ${address}`,
    got: `${String(argument)} goes from ${show(from)} to ${show(to)}`,
    allowed: 'the same engine, in the same or a later version, with no less storage: AWS refuses all else, or loses data',
    fix: 'set it to what is running; to shrink or go back, restore a dump into a new one',
  }));
}

function unclear(stack: string): Problem {
  return {
    path: stack,
    got: 'a plan with parts that are not known here',
    allowed: 'what terraform show -json writes',
    fix: 'write it again with the version of Terraform that the workflows use',
  };
}
