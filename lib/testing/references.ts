import { isPlainObject } from '../core/json';
import type { Json } from './json';

/** A reference, or an escaped `${`, which is not one. */
const REFERENCE = /\$\$\{|\$\{([a-z][a-z0-9_]*)\.([A-Za-z_][\w-]*)\.([\w.[\]]+)\}/g;

/** Attributes that Terraform computes from known values: the id of these is their name. */
const ID: Record<string, readonly string[]> = {
  aws_iam_role: ['name'],
  aws_s3_bucket: ['bucket'],
  kubernetes_namespace: ['metadata', 'name'],
  kubernetes_namespace_v1: ['metadata', 'name'],
};

/** The JSON of a stack with each reference replaced by its target, if that is in the same JSON. */
export function withReferences(json: Json): Json {
  return replaced(json, json);
}

/** Whether a text is known only to Terraform, or a part of it. */
export function isUnresolved(text: unknown): boolean {
  return typeof text === 'string' && /(?:^|[^$])\$\{|(?:^|[^%])%\{/.test(text);
}

/** Whether something in a value is known only to Terraform: a text, a key, or blocks that are created during a plan. */
export function isUnread(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isUnread);
  if (!isPlainObject(value)) return isUnresolved(value);
  return Object.entries(value).some(([key, part]) => key === 'dynamic' || isUnresolved(key) || isUnread(part));
}

/** Whether Terraform creates a resource exactly once; the number can be unknown until the plan. */
export function isMadeOnce({ count, for_each: each }: Json): boolean {
  return each === undefined && (count === undefined || count === 1);
}

/** The blocks of a field, however they are nested. */
export function blocks(value: unknown): Json[] {
  return [value].flat(Infinity).filter(isPlainObject);
}

/** Whether a field holds something else than blocks, such as an expression that gives them. */
export function hasOtherThanBlocks(value: unknown): boolean {
  return [value].flat(Infinity).some((each) => each !== undefined && each !== null && !isPlainObject(each));
}

function replaced(value: Json, json: Json, depth = 0): Json {
  if (typeof value === 'string') return replacedText(value, json, depth);
  if (Array.isArray(value)) return value.map((each) => replaced(each, json, depth));
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaced(each, json, depth)]));
}

/** References can lead to references; Terraform rejects cycles. */
function replacedText(text: string, json: Json, depth: number): string {
  return text.replace(REFERENCE, (reference: string, type: string | undefined, name: string, path: string) => {
    if (type === undefined) return reference;
    const found = at(json.resource?.[type]?.[name], stepsOf(type, path));
    const known = typeof found === 'string' || typeof found === 'number';
    return known && depth < 10 ? String(replaced(String(found), json, depth + 1)) : reference;
  });
}

function stepsOf(type: string, path: string): readonly string[] {
  return path === 'id' && ID[type] ? ID[type] : path.split(/[.[\]]+/).filter(Boolean);
}

/** A block is a value or a list, and the first of a list is then the block itself. */
function at(value: Json, steps: readonly string[]): Json {
  return steps.reduce((current: Json, step) => {
    if (isPlainObject(current) && step === '0' && !('0' in current)) return current;
    return Array.isArray(current) && !/^\d+$/.test(step) ? current[0]?.[step] : current?.[step];
  }, value);
}
