import { compare, diff } from 'semver';
import type { Change, Kind } from '../changes';
import { both, present } from './both';
import type { Verdict } from './both';
import type { ChartContract, Contract, ResourceContract, StackContract } from './contract';
import { compareConstraints } from './schemas';

/** What changed in what the same examples write, for those who run it. */
export function compareContract(before: Contract, after: Contract): Change[] {
  return [
    ...both(before.stacks, after.stacks, {
      where: (stack) => `stack ${stack}`,
      gone: () => ({
        what: 'is no longer written',
        kind: 'breaking',
        fix: 'keep the name of the stack: its state is stored under it',
      }),
      added: () => ({ what: 'is new', kind: 'feature' }),
    }),
    ...Object.entries(after.stacks).flatMap(([name, stack]) =>
      before.stacks[name] ? compareStack(name, before.stacks[name], stack) : [],
    ),
    ...compareObjects(before, after),
    ...compareSchemas(before, after),
    ...compareValues(before, after),
    ...compareFiles(before, after),
    ...compareChart(before.chart, after.chart),
  ];
}

function compareStack(stack: string, before: StackContract, after: StackContract): Change[] {
  const where = (name: string) => `${name} in ${stack}`;
  const moved = before.backend !== after.backend;
  const heirs = heirsOf(before, after);
  return [
    ...(moved
      ? [{ what: 'state is stored elsewhere', where: `stack ${stack}`, kind: 'breaking', fix: 'keep the place of the state' } as const]
      : []),
    ...both(present(before.outputs), present(after.outputs), {
      where: (name) => where(`output ${name}`),
      gone: () => ({ what: 'is no longer there', kind: 'breaking', fix: 'keep the output' }),
      added: () => ({ what: 'is new', kind: 'feature' }),
    }),
    ...both(before.resources, after.resources, {
      where,
      gone: (was, address) => lost(was, address, address in after.moved, heirs.get(address)),
      // What took another's place is told of there.
      added: (_, address) => ([...heirs.values()].includes(address) ? undefined : { what: 'is new', kind: 'feature' }),
      other: replaced,
    }),
  ];
}

/** The addresses that are gone, each with the one that took its place: by a `moved` block, or with the same name outside of Terraform. */
function heirsOf(before: StackContract, after: StackContract): Map<string, string> {
  const claim = (address: string, { name }: ResourceContract) => `${address.split('.')[0]} ${name ?? address}`;
  const fresh = Object.entries(after.resources).filter(([address]) => !(address in before.resources));
  const claims = new Map(fresh.map(([address, resource]) => [claim(address, resource), address]));
  const gone = Object.entries(before.resources).filter(([address]) => !(address in after.resources));
  const heirs = gone.map(([address, resource]) => [address, after.moved[address] ?? claims.get(claim(address, resource))] as const);
  return new Map(heirs.filter((pair): pair is readonly [string, string] => pair[1] !== undefined));
}

function lost(was: ResourceContract, address: string, moved: boolean, heir: string | undefined): Verdict {
  const block = `moved { from = ${address}, to = ${heir ?? '...'} }`;
  if (was.stateful && moved) {
    return {
      what: `moved to ${heir}`,
      kind: 'breaking',
      fix: 'tell in the changelog which moves a plan has to show before it is applied',
    };
  }
  if (was.stateful) return { what: 'is gone: Terraform destroys it', kind: 'breaking', fix: `keep the address, or write ${block}` };
  if (moved) return { what: `moved to ${heir}`, kind: 'feature' };
  if (!heir) return { what: 'is gone: Terraform destroys it', kind: isObject(address) ? 'breaking' : 'feature' };
  return { what: `is now ${heir}: made before the name is free`, kind: 'breaking', fix: `keep the address, or write ${block}` };
}

function replaced(was: ResourceContract, is: ResourceContract): Verdict | undefined {
  const changes = both(
    { ...was.fixed, name: was.name ?? '' },
    { ...is.fixed, name: is.name ?? '' },
    {
      gone: (old) => ({ what: `was ${old}, is gone`, kind: 'breaking' }),
      added: (now) => ({ what: `is ${now}, was not set`, kind: 'breaking' }),
      other: (old, now) => ({ what: `was ${old}, is ${now}`, kind: 'breaking' }),
    },
  );
  if (changes.length === 0) return undefined;
  const what = `${changes.map((change) => `${change.where} ${change.what}`).join('; ')}: Terraform replaces it`;
  return { what, kind: 'breaking', fix: 'keep what forces replacement, or let only new resources have it' };
}

/** Other objects know those of Kubernetes by their names. */
function isObject(address: string): boolean {
  return address.startsWith('kubernetes_');
}

function compareObjects(before: Contract, after: Contract): Change[] {
  return [
    ...both(before.objects, after.objects, {
      gone: () => ({ what: 'is no longer written: Argo CD deletes it', kind: 'breaking', fix: 'keep kind, namespace and name' }),
      added: () => ({ what: 'is new', kind: 'feature' }),
    }),
    ...Object.entries(after.objects).flatMap(([name, fields]) =>
      both(before.objects[name] ?? fields, fields, {
        where: (field) => `${name} ${field}`,
        gone: (was) => ({ what: `was ${was}, is gone`, kind: 'breaking', fix: 'keep the field' }),
        added: (is) => ({ what: `is ${is}, was not set`, kind: newField(is, name) }),
        other: (was, is) => ({
          what: `was ${was}, is ${is}`,
          kind: 'breaking',
          fix: 'keep the value: clusters refuse another, or it finds other pods',
        }),
      }),
    ),
  ];
}

/** A port more breaks nobody; anything else that appears where nothing stood is another value of it. */
function newField(value: string, name: string): Kind {
  return / Service /.test(name) && /^\d+$/.test(value) ? 'feature' : 'breaking';
}

function compareSchemas(before: Contract, after: Contract): Change[] {
  return [
    ...both(before.schemas, after.schemas, {
      gone: () => ({ what: 'is no longer there', kind: 'breaking', fix: 'keep the version beside the new one' }),
      added: () => ({ what: 'is new', kind: 'feature' }),
    }),
    ...Object.entries(after.schemas).flatMap(([name, places]) =>
      both(before.schemas[name] ?? places, places, {
        where: (place) => `${name}: ${place}`,
        gone: () => ({ what: 'is refused now', kind: 'breaking', fix: 'keep the key, and let it do nothing' }),
        added: ({ required }) => (required ? { what: 'is new and required', kind: 'breaking' } : { what: 'is new', kind: 'feature' }),
        other: compareConstraints,
      }),
    ),
  ];
}

function compareValues(before: Contract, after: Contract): Change[] {
  return Object.entries(before.values).flatMap(([file, keys]) =>
    both(present(keys), present(after.values[file] ?? keys), {
      where: (key) => `${file}: ${key}`,
      gone: () => ({ what: 'is no longer written', kind: 'breaking', fix: 'keep the key: what is written by hand builds on it' }),
      added: () => ({ what: 'is new', kind: 'feature' }),
    }),
  );
}

function compareFiles(before: Contract, after: Contract): Change[] {
  const contents: string[] = [];
  const paths = both(before.files, after.files, {
    gone: () => ({ what: 'is no longer written', kind: 'breaking', fix: 'keep the path: Argo CD and people find the file by it' }),
    added: () => ({ what: 'is new', kind: 'feature' }),
    other: (_, __, path) => {
      contents.push(path);
      return undefined;
    },
  });
  if (contents.length === 0) return paths;
  const [first, ...rest] = contents;
  return [...paths, { what: 'has other content', where: rest.length === 0 ? first : `${first} and ${rest.length} more`, kind: 'fix' }];
}

const BY_STEP: Record<string, Kind> = { major: 'breaking', minor: 'feature', patch: 'fix' };

function compareChart(before: ChartContract, after: ChartContract): Change[] {
  const where = 'chart common';
  const order = compare(after.version, before.version);
  const what = `was ${before.version}, is ${after.version}`;
  if (order < 0) return [{ what, where, kind: 'mistake', fix: `raise it above ${before.version}` }];
  if (order > 0) return [{ what, where, kind: BY_STEP[diff(before.version, after.version)!] ?? 'fix' }];
  if (before.content === after.content) return [];
  const fix = 'raise the version in Chart.yaml and in lib/gitops/chart-files.ts: what is published under a version never changes';
  return [{ what: `has other content under the same version, ${after.version}`, where, kind: 'mistake', fix }];
}
