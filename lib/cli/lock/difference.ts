import { byCode } from '../../core/by-code';
import { canonical } from '../../core/canonical';
import type { RecordedException } from '../../output/record';
import { visible } from '../output';
import type { LockedStack, LockFile } from './lock-file';

/** The compared fields of a stack in both locks. The values of the fingerprints are not shown. */
const FACTS = ['service', 'team', 'environment', 'dependsOn'] as const;
const FINGERPRINTS = ['terraform', 'gitops', 'repository'] as const;

/** The differences of two locks, one line each: first the inputs, then the stacks, then the exceptions. */
export function differences(before: LockFile | undefined, after: LockFile): string[] {
  const was = before ?? { version: after.version, inputs: { packages: {}, providers: {} }, stacks: new Map<string, LockedStack>() };
  const names = [...new Set([...was.stacks.keys(), ...after.stacks.keys()])].sort(byCode);
  const pairs = names.map((name) => ({ name, old: was.stacks.get(name), now: after.stacks.get(name) }));
  const lines = [
    ...(was.version === after.version ? [] : [line('version', `${was.version} -> ${after.version}`)]),
    ...(before ? inputLines(was.inputs, after.inputs) : []),
    ...(before ? pairs.flatMap(({ name, old, now }) => stackLines(name, old, now)) : [line('new', `${after.stacks.size} stacks`)]),
    ...pairs.flatMap(({ name, old, now }) => exceptionLines(name, old?.exceptions ?? [], now?.exceptions ?? [])),
  ];
  return lines.map(visible);
}

function inputLines(old: LockFile['inputs'], now: LockFile['inputs']): string[] {
  return [...versionLines('', old.packages, now.packages), ...versionLines('provider ', old.providers, now.providers)];
}

function versionLines(kind: string, old: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): string[] {
  const [before, after] = [new Map(Object.entries(old)), new Map(Object.entries(now))];
  const names = [...new Set([...before.keys(), ...after.keys()])].sort(byCode);
  return names
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) => line('input', `${kind}${oneLine(name)} ${fact(before.get(name))} -> ${fact(after.get(name))}`));
}

function stackLines(name: string, old: LockedStack | undefined, now: LockedStack | undefined): string[] {
  if (!old) return [line('new', oneLine(name))];
  if (!now) return [line('removed', oneLine(name))];
  const changes = [
    ...FINGERPRINTS.filter((part) => old[part] !== now[part]),
    ...FACTS.filter((part) => canonical(old[part]) !== canonical(now[part])).map(
      (part) => `${part} ${fact(old[part])} -> ${fact(now[part])}`,
    ),
  ];
  return changes.length === 0 ? [] : [line('changed', `${oneLine(name)}: ${changes.join(', ')}`)];
}

function exceptionLines(stack: string, old: readonly RecordedException[], now: readonly RecordedException[]): string[] {
  const lacks = (list: readonly RecordedException[]) => (one: RecordedException) =>
    !list.some((other) => canonical(other) === canonical(one));
  const text = ({ construct, what, reason }: RecordedException) =>
    `${oneLine(stack)}, ${oneLine(construct)}: ${oneLine(what)}, because '${oneLine(reason)}'`;
  return [
    ...now.filter(lacks(old)).map((one) => line('allowed', text(one))),
    ...old.filter(lacks(now)).map((one) => line('withdrawn', text(one))),
  ];
}

/** A line with its verb in a column. */
export function line(verb: string, text: string): string {
  return `${verb.padEnd(9)} ${text}`;
}

function fact(value: string | readonly string[] | undefined): string {
  return oneLine(typeof value === 'object' ? value.join(' and ') : value) || 'none';
}

/** A text without line breaks, so that it cannot imitate other lines. */
export function oneLine(text = ''): string {
  return JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"');
}
