import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Change } from '../changes';
import { complete, externalTypes, standIn } from './assembly';
import type { Assembly, Part } from './assembly';

/** A line of jsii-diff: level, kind of thing, its name, and what happened to it. */
const DIAGNOSTIC = /^err\s+- (?<thing>[A-Z]+) (?<name>\S+): (?<what>.+)$/;

/**
 * What changed in the public API: what jsii-diff says breaks callers, what is new, and what a doc comment promises
 * otherwise. Every name counts as stable.
 *
 * @see https://github.com/aws/jsii/tree/main/packages/jsii-diff
 */
export function compareApi(before: Assembly, after: Assembly): Change[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  return [...incompatible(before, after), ...additions(before, after), ...promises(before, after)];
}

function incompatible(before: Assembly, after: Assembly): Change[] {
  const folder = mkdtempSync(join(tmpdir(), 'golden-path-api-'));
  try {
    const folders = [before, after].map((assembly, index) => writeModule(join(folder, String(index)), assembly));
    const args = [require.resolve('jsii-diff/bin/jsii-diff'), ...folders, '--error-on', 'all'];
    // Its warning is about the age of Node, which is not what is asked here.
    const env = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1' };
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
    const diagnostics = stderr
      .split('\n')
      .map((line) => DIAGNOSTIC.exec(line)?.groups)
      .filter((groups) => groups !== undefined);
    // 0 is: nothing that breaks; 1: something; all else: it could not compare.
    if (status === null || status > 1 || Boolean(status) === (diagnostics.length === 0)) {
      throw new Error(`jsii-diff ended with ${status}:\n${stdout}${stderr}`);
    }
    return diagnostics.map(({ name, what }) => ({
      what: short(what, after),
      where: short(name, after),
      kind: 'breaking',
      fix: what.startsWith('newly required')
        ? 'let it be left out, with a default'
        : 'keep what was there beside what is new, deprecated',
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A module as jsii-diff reads it, with stand-ins for what it depends on. */
function writeModule(folder: string, assembly: Assembly): string {
  const external = externalTypes(assembly);
  const peerDependencies = Object.fromEntries([...external.keys()].map((name) => [name, '*']));
  write(folder, complete(assembly), peerDependencies);
  for (const [name, types] of external) write(join(folder, 'node_modules', name), standIn(name, types), {});
  return folder;
}

function write(folder: string, assembly: Part, peerDependencies: Record<string, string>): void {
  const { name, version } = assembly;
  const files = {
    '.jsii': { ...assembly, dependencies: peerDependencies },
    'package.json': { name, version, main: '.jsii', jsii: {}, peerDependencies },
  };
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), JSON.stringify(content));
  }
}

function additions(before: Assembly, after: Assembly): Change[] {
  const known = namesIn(before);
  const isNewType = (name: string) => !(owner(name) in before.types);
  return (
    [...namesIn(after).keys()]
      // A new type says it once for all of its members.
      .filter((name) => !known.has(name) && (name in after.types || !isNewType(name)))
      .map((name) => ({ what: 'is new', where: short(name, after), kind: 'feature' }))
  );
}

function promises(before: Assembly, after: Assembly): Change[] {
  const known = namesIn(before);
  return [...namesIn(after)].flatMap(([name, part]): Change[] => {
    const old = known.get(name);
    if (!old) return [];
    const [was, is] = [docsOf(old), docsOf(part)];
    const where = short(name, after);
    return [
      ...(was.default === is.default
        ? []
        : [{ what: `default was ${was.default ?? 'none'}, is ${is.default ?? 'none'}`, where, kind: 'feature' as const }]),
      ...(!was.deprecated && is.deprecated ? [{ what: 'is deprecated', where, kind: 'feature' as const }] : []),
    ];
  });
}

/** Every type and member by its full name. */
function namesIn({ types }: Assembly): Map<string, Part> {
  return new Map(
    Object.entries(types).flatMap(
      ([fqn, type]) =>
        [[fqn, type], ...membersOf(type).map((member) => [`${fqn}#${String(member.name)}`, member] as [string, Part])] as [
          string,
          Part,
        ][],
    ),
  );
}

function membersOf(type: Part): Part[] {
  return ['properties', 'methods', 'members'].flatMap((kind) => (type[kind] ?? []) as Part[]);
}

function owner(name: string): string {
  return name.split('#')[0];
}

function docsOf(part: Part): { readonly default?: string; readonly deprecated?: string } {
  return (part.docs ?? {}) as { default?: string; deprecated?: string };
}

/** Names without the package, which is the same everywhere. */
function short(text: string, { name }: Assembly): string {
  return text.replaceAll(`${name}.`, '').replaceAll('#', '.');
}
