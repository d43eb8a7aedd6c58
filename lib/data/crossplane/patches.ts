/**
 * The patches and transforms of function-patch-and-transform, as far as they are used here: those that it has had since
 * v0.5.0, so that an older platform can serve the requests and any can try them out.
 *
 * @see https://docs.crossplane.io/latest/guides/function-patch-and-transform/
 */
export interface Patch {
  readonly type: 'FromCompositeFieldPath' | 'ToCompositeFieldPath';
  readonly fromFieldPath: string;
  readonly toFieldPath: string;
  readonly transforms?: readonly Transform[];
  readonly policy?: { readonly fromFieldPath: 'Required' };
}

type Transform =
  | { readonly type: 'map'; readonly map: Readonly<Record<string, unknown>> }
  | { readonly type: 'match'; readonly match: Match }
  | { readonly type: 'convert'; readonly convert: { readonly toType: 'string' } }
  | { readonly type: 'string'; readonly string: StringTransform };

interface Match {
  readonly patterns: readonly { readonly type: 'regexp'; readonly regexp: string; readonly result: unknown }[];
  readonly fallbackTo: 'Value';
  readonly fallbackValue: unknown;
}

type StringTransform =
  | { readonly type: 'Format'; readonly fmt: string }
  | { readonly type: 'Regexp'; readonly regexp: { readonly match: string } }
  | { readonly type: 'TrimSuffix'; readonly trim: string };

/** Copies a field of the request, if it is set. */
export function fromRequest(fromFieldPath: string, toFieldPath: string, ...transforms: Transform[]): Patch {
  return { type: 'FromCompositeFieldPath', fromFieldPath, toFieldPath, ...(transforms.length > 0 && { transforms }) };
}

/** Copies a field of the request; the resource is not created until the field is set. */
export function required(fromFieldPath: string, toFieldPath: string, ...transforms: Transform[]): Patch {
  return { ...fromRequest(fromFieldPath, toFieldPath, ...transforms), policy: { fromFieldPath: 'Required' } };
}

/** Copies a field of the resource to the request, once it is set. */
export function toRequest(fromFieldPath: string, toFieldPath: string): Patch {
  return { type: 'ToCompositeFieldPath', fromFieldPath, toFieldPath };
}

/** Puts text around the value, in place of `%s`. */
export function format(fmt: string): Transform {
  return { type: 'string', string: { type: 'Format', fmt } };
}

/** What a regular expression finds in the value. */
export function find(match: string): Transform {
  return { type: 'string', string: { type: 'Regexp', regexp: { match } } };
}

export function trimSuffix(trim: string): Transform {
  return { type: 'string', string: { type: 'TrimSuffix', trim } };
}

export function mapped(map: Readonly<Record<string, unknown>>): Transform {
  return { type: 'map', map };
}

/** One value if a regular expression matches, another if not. */
export function whether(regexp: string, result: unknown, fallbackValue: unknown): Transform {
  return { type: 'match', match: { patterns: [{ type: 'regexp', regexp, result }], fallbackTo: 'Value', fallbackValue } };
}

export function toText(): Transform {
  return { type: 'convert', convert: { toType: 'string' } };
}
