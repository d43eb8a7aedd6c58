import type { JsonPatch } from 'cdk8s';
import type { Json } from '../../core/json';
import type { Limit } from '../../core/limits';
import { show } from '../../core/problems';
import { snapshot } from '../../core/snapshot';
import { Validation } from '../../core/validation';
import { cdk8s } from '../../output/manifests';
import { merged } from './change';

/** One operation of a JSON patch. */
export interface PatchOperation {
  /** `add`, `remove`, `replace`, `move`, `copy` or `test`. */
  readonly op: string;
  /** The field, as in `/spec/template/spec/containers/0/lifecycle`; in a name, `~1` stands for `/` and `~0` for `~`. */
  readonly path: string;
  /**
   * The field that is moved or copied.
   *
   * @default - only for `move` and `copy`, which require it
   */
  readonly from?: string;
  /**
   * The value that is added, replaces the present one, or must be there.
   *
   * @default - only for `add`, `replace` and `test`, which require it
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- jsii has no other word for a value of any shape
  readonly value?: any;
}

/** Which object a patch is for, and why it is needed. */
export interface PatchOptions {
  /** Why the object must differ, as the record of the synth says it. */
  readonly reason: string;
  /**
   * The object's name.
   *
   * @default - every object of the kind
   */
  readonly name?: string;
}

/** What an operation needs besides its path. */
const NEEDS: Readonly<Record<string, 'from' | 'value' | undefined>> = {
  add: 'value',
  copy: 'from',
  move: 'from',
  remove: undefined,
  replace: 'value',
  test: 'value',
};

const POINTER: Limit = {
  type: 'string',
  pattern: '^(/([^~/]|~[01])*)+$',
  example: '/spec/template/spec/containers/0/lifecycle',
  maxLength: 1024,
  description: 'a path such as /spec/template/spec/containers/0/lifecycle',
};

const OPERATION_LIMITS: Record<Exclude<keyof PatchOperation, 'value'>, Limit> = {
  op: { type: 'string', enum: Object.keys(NEEDS) },
  path: POINTER,
  from: POINTER,
};

/** A change of an object that an application is made of, for what no prop says. */
export class ObjectPatch {
  /**
   * A JSON patch: operations that are applied one after the other. It can change a single item of a list.
   *
   * Throws `InvalidRule` if an operation is not sound.
   *
   * @param operations the operations
   * @see https://www.rfc-editor.org/rfc/rfc6902
   */
  public static json(operations: PatchOperation[]): ObjectPatch {
    const validation = new Validation('ObjectPatch.json', 'InvalidRule');
    const given = snapshot(operations);
    if (Array.isArray(given) && given.length === 0) {
      const fix = "write { op: 'replace', path: '/spec/...', value: ... }";
      validation.add({ path: 'operations', got: show(given), allowed: 'a list of one or more', fix });
    }
    validation.items('operations', given, (path, operation) => validateOperation(validation, path, operation as PatchOperation));
    validation.throwIfAny();
    return new ObjectPatch((document) => cdk8s().JsonPatch.apply(document, ...given.map(operationOf)) as Json);
  }

  /**
   * A merge patch: fields that are written over those of the object. A list is replaced as a whole, and null removes a field.
   *
   * Throws `InvalidRule` if it is not an object that JSON can hold.
   *
   * @param fields the fields, as in `{ spec: { template: { spec: { hostname: 'web' } } } }`
   * @see https://www.rfc-editor.org/rfc/rfc7386
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- jsii has no other word for a value of any shape
  public static merge(fields: any): ObjectPatch {
    const validation = new Validation('ObjectPatch.merge', 'InvalidRule');
    const given = snapshot(fields as unknown);
    if (typeof given !== 'object' || given === null || Array.isArray(given)) {
      validation.add({ path: 'fields', got: show(given), allowed: 'an object', fix: 'write { spec: { ... } }' });
    } else {
      validation.json('fields', given);
    }
    validation.throwIfAny();
    return new ObjectPatch((document) => merged(document, given) as Json);
  }

  private constructor(private readonly apply: (document: Json) => Json) {}

  /**
   * An object after the patch; the object itself stays as it is. Throws if the patch does not fit it.
   *
   * @internal
   */
  public _appliedTo(document: Json): Json {
    return this.apply(JSON.parse(JSON.stringify(document)) as Json);
  }
}

function validateOperation(validation: Validation, path: string, operation: PatchOperation): boolean {
  const isObject = validation.fields(path, operation, { limits: OPERATION_LIMITS, required: ['op', 'path'], others: ['value'] });
  if (!isObject || !Object.hasOwn(NEEDS, operation.op)) return false;
  const needed = NEEDS[operation.op];
  for (const key of ['from', 'value'] as const) {
    const isGiven = operation[key] !== undefined;
    if (isGiven === (key === needed)) continue;
    const allowed = isGiven ? `nothing beside op: '${operation.op}'` : `a value: ${operation.op} needs it`;
    validation.add({ path: `${path}.${key}`, got: show(operation[key]), allowed, fix: `${isGiven ? 'remove' : 'give'} ${key}` });
  }
  if (operation.value !== undefined) validation.json(`${path}.value`, operation.value);
  return true;
}

function operationOf({ op, path, from, value }: PatchOperation): JsonPatch {
  const { JsonPatch: operations } = cdk8s();
  const made: Readonly<Record<string, () => JsonPatch>> = {
    add: () => operations.add(path, value),
    copy: () => operations.copy(from!, path),
    move: () => operations.move(from!, path),
    remove: () => operations.remove(path),
    replace: () => operations.replace(path, value),
    test: () => operations.test(path, value),
  };
  return made[op]();
}
