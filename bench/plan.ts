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
}

export const FULL: Plan = { sizes: [1, 10, 100, 1000], rounds: 7, startRounds: 3 };

/** Tells in a minute or two whether the benchmark works; too little for a verdict. */
export const QUICK: Plan = { sizes: [1, 10, 100], rounds: 3, startRounds: 1 };

/** The two sides of the comparison, by the names of their programs. */
export const HAND_WRITTEN = 'hand-written';
export const GOLDEN_PATH = 'golden-path';

/** What is imported on either side. */
export const IMPORTS = { providers: "the providers' resource paths", library: '@golden-path/constructs' } as const;

/** The ways to run an app of one service; tsx runs TypeScript, a type check in the same process makes it what ts-node does. */
export const STARTS: Readonly<Record<string, (workspace: Workspace, folder: string) => Promise<Sample>>> = {
  'nothing, node': async (workspace) => workspace.run('run-imports'),
  'hand-written by resource path, node': async (workspace, folder) => workspace.run('run-hand-written', '1', folder),
  'golden path, node': async (workspace, folder) => workspace.run('run-golden-path', '1', folder),
  'golden path, tsx': async (workspace, folder) => workspace.runWithTsx('run-golden-path', '1', folder),
  'golden path, tsx and type check': async (workspace, folder) => workspace.runWithTsx('run-type-checked', 'run-golden-path', '1', folder),
  'tutorial with root imports, tsx': async (workspace, folder) => workspace.runWithTsx('run-tutorial', '1', folder),
  'tutorial with root imports, tsx and type check': async (workspace, folder) =>
    workspace.runWithTsx('run-type-checked', 'run-tutorial', '1', folder),
};

export const IMPORT_CASE = 'import';

export function sizeCase(services: number): string {
  return services === 1 ? '1 service' : `${services} services`;
}

/** Everything that is measured. */
export function casesOf({ sizes, rounds, startRounds }: Plan, workspace: Workspace): Case[] {
  const starts = Object.entries(STARTS).map(([name, run]) => ({
    name,
    rounds: startRounds,
    sides: { [name]: async () => workspace.withOutput(async (folder) => run(workspace, folder)) },
  }));
  return [importCase(rounds, workspace), ...sizes.map((services) => synthesisCase(services, rounds, workspace)), ...starts];
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
