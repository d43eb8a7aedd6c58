import { cpu, medianOf, megabytes, ratioOf, seconds, table, wall } from '../figures';
import type { Sample } from '../measured/meter';
import type { Measured } from '../rounds';
import type { Topic } from '../topic';
import { goldenPath } from '../workspace';
import type { Workspace } from '../workspace';

/** A way to run an app of one service. */
type Start = (workspace: Workspace, folder: string) => Promise<Sample>;

const HAND_WRITTEN_TSX = 'hand-written by resource path, tsx';
const GOLDEN_PATH_TSX = 'golden path, tsx';
const SYNTH = 'golden path, golden-path synth with tsx';
const CDKTF = 'golden path, npx cdktf synth with tsx';

/** What npx starts. */
const CDKTF_CLI = 'node node_modules/cdktf-cli/bundle/bin/cdktf';

/** The ways that are compared with each other; tsx runs TypeScript. */
const COMPARED: readonly Readonly<Record<string, Start>>[] = [
  { 'nothing, node': async (workspace) => workspace.run('run-imports') },
  {
    'hand-written by resource path, node': async (workspace, folder) => workspace.run('run-hand-written', '1', folder),
    'golden path, node': async (workspace, folder) => workspace.run('run-golden-path', '1', folder),
  },
  {
    [HAND_WRITTEN_TSX]: async (workspace, folder) => workspace.runWithTsx('run-hand-written', '1', folder),
    [GOLDEN_PATH_TSX]: async (workspace, folder) => workspace.runWithTsx('run-golden-path', '1', folder),
  },
  {
    [SYNTH]: async (workspace, folder) => workspace.runCommand((_, app) => goldenPath('synth', `${app} golden-path 1`), folder),
    [CDKTF]: async (workspace, folder) =>
      workspace.runCommand((_, app) => `${CDKTF_CLI} synth --output ${folder} --app '${app} golden-path 1'`, folder),
  },
];

/** What takes up to half a minute; a type check in the same process makes tsx what ts-node is. */
const SLOW: readonly Readonly<Record<string, Start>>[] = [
  {
    'golden path, tsx and type check': async (workspace, folder) =>
      workspace.runWithTsx('run-type-checked', 'run-golden-path', '1', folder),
  },
  { 'tutorial with root imports, tsx': async (workspace, folder) => workspace.runWithTsx('run-tutorial', '1', folder) },
  {
    'tutorial with root imports, tsx and type check': async (workspace, folder) =>
      workspace.runWithTsx('run-type-checked', 'run-tutorial', '1', folder),
  },
];

const GROUPS = [...COMPARED, ...SLOW];

/** One service, from the start of a process to its output. */
export function startsTopic(rounds: number, workspace: Workspace): Topic {
  return {
    heading: 'One service in a fresh process',
    cases: GROUPS.map((group) => ({
      name: nameOf(group),
      rounds: SLOW.includes(group) ? 1 : rounds,
      sides: Object.fromEntries(Object.entries(group).map(([name, start]) => [
        name,
        async () => workspace.withOutput(async (folder) => start(workspace, folder)),
      ])),
    })),
    promises: [
      {
        promise: 'CPU time of one service in a fresh process with tsx, relative to hand-written with tsx',
        limit: 1.5,
        measure: (measured) => ratioOf(samplesOf(measured, GOLDEN_PATH_TSX), samplesOf(measured, HAND_WRITTEN_TSX), cpu),
      },
      {
        promise: 'CPU time of golden-path synth for one service, relative to npx cdktf synth',
        limit: 0.5,
        measure: (measured) => ratioOf(samplesOf(measured, SYNTH), samplesOf(measured, CDKTF), cpu),
      },
    ],
    section: (measured) => {
      const rows = GROUPS.flatMap((group) => Object.keys(group)).map((name) => rowOf(name, measured));
      return [
        'These figures are for the whole process. The golden path and its hand-written counterpart create one service in two '
        + 'environments; the tutorial creates one stack with two resources. With a type check in the same process, tsx does what ts-node '
        + `does in each run: these rows and the tutorial's are of one round. ${medianOf(samplesOf(measured, GOLDEN_PATH_TSX).length)}`,
        table(['', 'CPU', 'wall time', 'peak memory'], rows),
      ].join('\n\n');
    },
  };
}

/** A way that fails leaves the others their rows. */
function rowOf(name: string, measured: Measured): string[] {
  if (measured.hasFailed(nameOf(groupOf(name)))) return [name, 'failed', 'failed', 'failed'];
  const samples = samplesOf(measured, name);
  return [name, seconds(samples, cpu), seconds(samples, wall), megabytes(samples)];
}

function samplesOf(measured: Measured, name: string): readonly Sample[] {
  return measured.of(nameOf(groupOf(name)), name);
}

function groupOf(name: string): Readonly<Record<string, Start>> {
  return GROUPS.find((group) => name in group)!;
}

/** A case is called by its sides. */
function nameOf(group: Readonly<Record<string, Start>>): string {
  return `one service: ${Object.keys(group).join(' | ')}`;
}
