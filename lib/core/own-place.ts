import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import { show } from './problems';
import { Validation } from './validation';

const ID = { type: 'string', minLength: 1, description: 'a text that is not empty' } as const;

/**
 * The id of a construct that is about to be made, checked before `constructs` sees it: that its scope is a construct, and
 * that no other construct there has the id.
 */
export function checkId(kind: string, scope: Construct, id: string): string {
  const validation = new Validation(`${kind} ${show(id)}`);
  const isConstruct = isReadableConstruct(scope);
  if (!isConstruct) {
    const fix = 'pass the stack, or a construct in it, as the first argument';
    validation.add({ path: 'scope', got: show(scope), allowed: 'a construct', fix });
  }
  if (validation.required('id', id, ID) && isConstruct && scope.node.tryFindChild(id)) {
    const allowed = `an id that nothing else in ${show(scope.node.path)} has`;
    validation.add({ path: 'id', got: show(id), allowed, fix: 'rename one of the two' });
  }
  validation.throwIfAny();
  return id;
}

/** Adds a problem unless a value is a construct in an app. */
export function requireConstruct(validation: Validation, path: string, value: unknown): void {
  if (isReadableConstruct(value)) return;
  validation.add({ path, got: show(value), allowed: 'a construct', fix: 'pass the construct itself' });
}

/** Whether a value is a construct; asking a value that is none may throw. */
export function isReadableConstruct(value: unknown): value is IConstruct {
  try {
    return Construct.isConstruct(value);
  } catch {
    return false;
  }
}
