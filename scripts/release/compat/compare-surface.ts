import { minVersion, subset } from 'semver';
import type { Change } from '../changes';
import { both } from './both';
import type { Rules } from './both';
import type { CommandSurface, Manifest, Surface } from './surface';
import { compareWorkflows } from './workflows';

/** What changed in package.json, on the command line and in the workflows that teams call. */
export function compareSurface(before: Surface, after: Surface): Change[] {
  return [
    ...compareManifest(before.manifest, after.manifest),
    ...compareCommands(before.commands, after.commands),
    ...compareWorkflows(before.workflows, after.workflows),
  ];
}

function compareManifest(before: Manifest, after: Manifest): Change[] {
  const [was, is] = [before, after].map(entryPoints);
  return [
    ...both(was, is, {
      gone: () => ({
        what: 'can no longer be imported or run',
        kind: 'breaking',
        fix: 'keep the entry, and let it lead to what replaced it',
      }),
      added: () => ({ what: 'is new', kind: 'feature' }),
    }),
    ...both(before.engines ?? {}, after.engines ?? {}, { ...ranges('package.json#engines'), added: () => newDemand }),
    ...both(before.peerDependencies ?? {}, after.peerDependencies ?? {}, {
      ...ranges('package.json#peerDependencies'),
      added: () => newDemand,
    }),
    ...(before.name === after.name ? [] : [changed('name', before.name, after.name)]),
    ...(before.type === after.type ? [] : [changed('type', before.type, after.type)]),
  ];
}

const newDemand = {
  what: 'is asked for now',
  kind: 'breaking',
  fix: 'make it optional in peerDependenciesMeta, or a dependency',
} as const;

function changed(field: string, was = 'none', is = 'none'): Change {
  return { what: `was ${was}, is ${is}`, where: `package.json#${field}`, kind: 'breaking' };
}

/** What can be imported, under which conditions, and the commands that can be run; where they lead is the package's own affair. */
function entryPoints({ main, types, bin = {}, exports = {} }: Manifest): Record<string, true> {
  const conditions = Object.entries(exports).flatMap(([path, target]) =>
    typeof target === 'string' ? [`exports "${path}"`] : Object.keys(target).map((condition) => `exports "${path}" (${condition})`),
  );
  const names = [
    ...(main ? ['main'] : []),
    ...(types ? ['types'] : []),
    ...Object.keys(bin).map((name) => `bin ${name}`),
    ...conditions,
  ];
  return Object.fromEntries(names.map((name) => [`package.json#${name}`, true]));
}

/** A range that lets in less than before leaves out somebody who could install the last release. */
function ranges(field: string): Rules<string> {
  const where = (name: string) => `${field}.${name}`;
  return {
    where,
    gone: () => ({ what: 'is no longer asked for', kind: 'feature' }),
    other: (was, is) => {
      if (subset(was, is)) return { what: `was ${was}, is ${is}, which lets in more`, kind: 'feature' };
      const raised = minVersion(is)!.compare(minVersion(was)!) > 0;
      const fix = `let in ${was} as well: '${was} || ${is}'`;
      return {
        what: `was ${was}, is ${is}, which lets in less${raised ? ` (from ${minVersion(is)!.version})` : ''}`,
        kind: 'breaking',
        fix,
      };
    },
  };
}

function compareCommands(before: Surface['commands'], after: Surface['commands']): Change[] {
  return both(before, after, {
    gone: () => ({ what: 'is no command any more', kind: 'breaking', fix: 'keep the command, and let it do what replaced it' }),
    added: () => ({ what: 'is new', kind: 'feature' }),
  }).concat(Object.entries(after).flatMap(([name, command]) => (before[name] ? compareCommand(name, before[name], command) : [])));
}

function compareCommand(name: string, before: CommandSurface, after: CommandSurface): Change[] {
  const [was, is] = [before, after].map((command) => command.arguments.join(' '));
  const more = after.arguments.slice(before.arguments.length);
  const onlyMore = is.startsWith(was) && more.every((argument) => argument.startsWith('['));
  return [
    ...(was === is
      ? []
      : [{ what: `arguments were '${was}', are '${is}'`, where: name, kind: onlyMore ? 'feature' : 'breaking' } as const]),
    ...both(before.options, after.options, {
      where: (flags) => `${name} ${flags}`,
      gone: () => ({
        what: 'is no option any more',
        kind: 'breaking',
        fix: 'keep the option, hidden and without effect where it has none',
      }),
      added: ({ required }) =>
        required ? { what: 'is a new option and required', kind: 'breaking' } : { what: 'is new', kind: 'feature' },
      other: (one, two) => {
        if (two.required && !one.required) return { what: 'is required now', kind: 'breaking' };
        const lost =
          two.choices === undefined ? [] : (one.choices ?? ['any value']).filter((choice) => !two.choices!.includes(choice));
        if (lost.length > 0) return { what: `takes no longer: ${lost.join(', ')}`, kind: 'breaking' };
        return { what: `was ${JSON.stringify(one)}, is ${JSON.stringify(two)}`, kind: 'feature' };
      },
    }),
  ];
}
