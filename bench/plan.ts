import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sample } from './measured/meter';
import type { Case } from './rounds';
import { ROOT } from './workspace';
import type { Workspace } from './workspace';

/** How much is measured. */
export interface Plan {
  /** How many services, in two environments each, from few to many. */
  readonly sizes: readonly number[];
  readonly rounds: number;
  /** Rounds of the ways to run one service, of which the slowest takes half a minute. */
  readonly startRounds: number;
  /** How many services have each of the parts beside their infrastructure. */
  readonly withParts: number;
  /** Many more services, of the library alone; none, if it is left out. */
  readonly large?: number;
}

export const FULL: Plan = { sizes: [1, 10, 100, 1000], rounds: 7, startRounds: 3, withParts: 300 };

/** What takes longer than one waits for: more services with parts, and five times as many without. */
export const LARGE: Plan = { ...FULL, withParts: 1000, large: 5000 };

/** Tells in a minute or two whether the benchmark works; too little for a verdict. */
export const QUICK: Plan = { sizes: [1, 10, 100], rounds: 3, startRounds: 1, withParts: 20 };

/** The two sides of the comparison, by the names of their programs. */
export const HAND_WRITTEN = 'hand-written';
export const GOLDEN_PATH = 'golden-path';

/** What is imported on either side. */
export const IMPORTS = { providers: "the providers' resource paths", library: '@golden-path/constructs' } as const;

/** The commands that run an app of one service. */
export const SYNTH_START = 'golden path, golden-path synth';
export const CDKTF_START = 'golden path, npx cdktf synth';

/** The ways to run an app of one service; tsx runs TypeScript, a type check in the same process makes it what ts-node does. */
export const STARTS: Readonly<Record<string, (workspace: Workspace, folder: string) => Promise<Sample>>> = {
  'nothing, node': async (workspace) => workspace.run('run-imports'),
  'hand-written by resource path, node': async (workspace, folder) => workspace.run('run-hand-written', '1', folder),
  'hand-written by resource path, tsx': async (workspace, folder) => workspace.runWithTsx('run-hand-written', '1', folder),
  'golden path, node': async (workspace, folder) => workspace.run('run-golden-path', '1', folder),
  'golden path, tsx': async (workspace, folder) => workspace.runWithTsx('run-golden-path', '1', folder),
  [SYNTH_START]: async (workspace, folder) => workspace.runCommand((app) => command('synth', `${app} golden-path 1`), folder),
  [CDKTF_START]: async (workspace, folder) =>
    workspace.runCommand((app) => `node node_modules/cdktf-cli/bundle/bin/cdktf synth --app '${app} golden-path 1'`, folder),
  'golden path, tsx and type check': async (workspace, folder) => workspace.runWithTsx('run-type-checked', 'run-golden-path', '1', folder),
  'tutorial with root imports, tsx': async (workspace, folder) => workspace.runWithTsx('run-tutorial', '1', folder),
  'tutorial with root imports, tsx and type check': async (workspace, folder) =>
    workspace.runWithTsx('run-type-checked', 'run-tutorial', '1', folder),
};

export const IMPORT_CASE = 'import';

export function sizeCase(services: number): string {
  return services === 1 ? '1 service' : `${services} services`;
}

/** The parts that a service may have, by their names in `measured/parts.ts`; the first one is none of them. */
export const PARTS = ['infrastructure alone', 'data', 'catalog', 'GitOps tree', 'GitOps tree and objectives'];

/** The ways to run an app of many services by the command. */
export const WHOLE = 'one process';
export const JOBS = 'two processes';
export const ONLY = 'one of the services';
export const COMMAND_CASE = 'golden-path synth';
export const JOBS_CASE = 'golden-path synth --jobs 2';

export function partCase(part: string): string {
  return `with ${part}`;
}

/** Everything that is measured. */
export function casesOf(plan: Plan, workspace: Workspace): Case[] {
  const { large, rounds, sizes, startRounds, withParts } = plan;
  const starts = Object.entries(STARTS).map(([name, run]) => ({
    name,
    rounds: startRounds,
    sides: { [name]: async () => workspace.withOutput(async (folder) => run(workspace, folder)) },
  }));
  return [
    importCase(rounds, workspace),
    ...sizes.map((services) => synthesisCase(services, rounds, workspace)),
    ...commandCases(sizes.at(-1)!, startRounds, workspace),
    ...PARTS.map((part) => partsCase(part, withParts, workspace)),
    ...starts,
    ...(large === undefined ? [] : [largeCase(large, sizes.at(-1)!, workspace)]),
  ];
}

/** Asks `golden-path synth` for an app. */
function command(options: string, app: string): string {
  return `${process.execPath} ${join(ROOT, 'build', 'cli', 'main.js')} ${options} --app '${app}'`;
}

function commandCases(services: number, rounds: number, workspace: Workspace): Case[] {
  const app = `${GOLDEN_PATH} ${services}`;
  const run = (options: string) => async () =>
    workspace.withOutput(async (folder) => workspace.runCommand((program) => command(`synth ${options}`, `${program} ${app}`), folder));
  return [
    { name: COMMAND_CASE, rounds, sides: { [WHOLE]: run('--jobs 1'), [ONLY]: run('--only service-0001') } },
    { name: JOBS_CASE, rounds, sides: { [JOBS]: run('--jobs 2') } },
  ];
}

function partsCase(part: string, services: number, workspace: Workspace): Case {
  const run = async () => workspace.withOutput(async (folder) => workspace.run('run-parts', String(services), folder, part));
  return { name: partCase(part), rounds: 1, sides: { [part]: run } };
}

/** Both sizes at the same moment. */
function largeCase(large: number, services: number, workspace: Workspace): Case {
  const run = (count: number) => async () =>
    workspace.withOutput(async (folder) => workspace.run(`run-${GOLDEN_PATH}`, String(count), folder));
  return { name: sizeCase(large), rounds: 1, sides: { [sizeCase(large)]: run(large), [sizeCase(services)]: run(services) } };
}

function synthesisCase(services: number, rounds: number, workspace: Workspace): Case {
  const run = async (side: string) => workspace.withOutput(async (folder) => workspace.run(`run-${side}`, String(services), folder));
  const sides = { [HAND_WRITTEN]: async () => run(HAND_WRITTEN), [GOLDEN_PATH]: async () => run(GOLDEN_PATH) };
  return { name: sizeCase(services), rounds, sides };
}

function importCase(rounds: number, workspace: Workspace): Case {
  const run = async (...modules: string[]) => workspace.run('run-imports', ...modules);
  const sides = {
    [IMPORTS.providers]: async () => run(...providerPaths()),
    [IMPORTS.library]: async () => run(IMPORTS.library),
  };
  return { name: IMPORT_CASE, rounds, sides };
}

/** The providers' modules that the compiled package loads, read from it so that the list is never out of date. */
export function providerPaths(): string[] {
  const build = join(ROOT, 'build');
  const files = readdirSync(build, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  const paths = files.flatMap((name) => {
    const source = readFileSync(join(build, name), 'utf8');
    return [...source.matchAll(/require\("(@cdktf\/provider-[^"]+)"\)/g)].map(([, path]) => path);
  });
  return [...new Set(paths)].sort();
}
