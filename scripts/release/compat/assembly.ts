/** A value of an assembly: whatever jsii writes there. */
export type Part = Record<string, unknown>;

/** A public API as jsii describes it. */
export interface Assembly {
  readonly schema: string;
  readonly name: string;
  readonly types: Record<string, Part>;
}

/** What says where a thing stands in the sources, or to a reader what it is. */
const UNIMPORTANT = ['assembly', 'locationInModule', 'locationInSourceFile', 'overrides', 'symbolId'];

/** Of a doc comment, what code that uses the thing depends on. */
const PROMISES = ['default', 'deprecated'];

/** An assembly without what no caller depends on, so that a change of the text of a comment is no change. */
export function reduced({ schema, name, types }: Assembly): Assembly {
  return { schema, name, types: sorted(withoutProse(types) as Record<string, Part>) };
}

/**
 * The names of other packages' types that an API uses, by package.
 *
 * The name of a type is `<package>.<submodule>.<type>`, where a package may have a scope but no dot.
 */
export function externalTypes(assembly: Assembly): Map<string, string[]> {
  const names = [...JSON.stringify(assembly.types).matchAll(/"(?:base|fqn)":"([^"]+)"|"interfaces":\[([^\]]+)\]/g)].flatMap(
    ([, name, list]) => name ?? (JSON.parse(`[${list}]`) as string[]),
  );
  const packages = new Map<string, string[]>();
  for (const name of [...new Set(names)].sort()) {
    const owner = name.slice(0, name.indexOf('.'));
    if (owner !== assembly.name) packages.set(owner, [...(packages.get(owner) ?? []), name]);
  }
  return packages;
}

/**
 * A stand-in for another package's assembly: the names that are used and nothing else.
 *
 * The providers' own assemblies are 180 MB. A name is all that a comparison of two versions of this API asks of them.
 */
export function standIn(owner: string, names: readonly string[]): Part {
  const types = names.map((fqn) => {
    const path = fqn.slice(owner.length + 1).split('.');
    const name = path.at(-1)!;
    const kind = /^I[A-Z]/.test(name) ? 'interface' : 'class';
    return [fqn, { assembly: owner, fqn, kind, name, namespace: path.slice(0, -1).join('.') || undefined }];
  });
  return complete({ schema: 'jsii/0.10.0', name: owner, types: Object.fromEntries(types) });
}

/** An assembly with all that a reader of assemblies asks for. */
export function complete({ schema, name, types }: Assembly): Part {
  return {
    schema,
    name,
    version: '0.0.0',
    jsiiVersion: '0.0.0',
    fingerprint: '*',
    license: 'Apache-2.0',
    description: name,
    homepage: 'https://example.com',
    author: { name, roles: ['author'] },
    repository: { type: 'git', url: 'https://example.com' },
    types: Object.fromEntries(Object.entries(types).map(([fqn, type]) => [fqn, { ...type, assembly: name }])),
  };
}

function withoutProse(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutProse);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as Part).filter(([key]) => !UNIMPORTANT.includes(key));
  return Object.fromEntries(
    entries.flatMap(([key, part]) => {
      if (key !== 'docs') return [[key, withoutProse(part)]];
      const promises = Object.entries(part as Part).filter(([name]) => PROMISES.includes(name));
      return promises.length === 0 ? [] : [['docs', Object.fromEntries(promises)]];
    }),
  );
}

function sorted<T>(values: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1)));
}
