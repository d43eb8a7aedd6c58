import { cpu, medianOf, ratioOf, seconds, table, wall } from '../figures';
import type { Measured } from '../rounds';
import { GOLDEN_PATH, HAND_WRITTEN, sizeCase } from '../sides';
import type { Topic } from '../topic';
import { goldenPath } from '../workspace';
import type { Workspace } from '../workspace';

const WHOLE = 'one process';
const ONLY = 'one of the services, by --only';
const JOBS = 'two processes, by --jobs 2';
const PART_OF_ALL = 'golden-path synth --only';
const ALONE = 'golden-path synth --jobs 2';

/** An app of many services by `golden-path synth`. */
export function commandTopic(services: number, rounds: number, workspace: Workspace): Topic {
  const program = `${GOLDEN_PATH} ${services}`;
  const run = (options: string) => async () =>
    workspace.withOutput(async (folder) => workspace.runCommand((app) => goldenPath(`synth ${options}`, `${app} ${program}`), folder));
  const byHand = async () => workspace.withOutput(async (folder) => workspace.run(`run-${HAND_WRITTEN}`, String(services), folder));
  return {
    heading: 'golden-path synth',
    cases: [
      { name: PART_OF_ALL, rounds, sides: { [WHOLE]: run('--jobs 1'), [ONLY]: run('--only service-0001') } },
      // Two processes need both cores.
      { name: ALONE, rounds, apart: true, sides: { [JOBS]: run('--jobs 2'), [HAND_WRITTEN]: byHand } },
    ],
    promises: [
      {
        promise: `wall time at ${services} services with two processes, relative to hand-written`,
        limit: 0.45,
        measure: (measured) => ratioOf(measured.of(ALONE, JOBS), measured.of(ALONE, HAND_WRITTEN), wall),
      },
      {
        promise: `other outputs at ${services} services than that of one process, compared byte by byte`,
        limit: 0,
        measure: (measured) => outputsOf(measured).size - 1,
      },
      {
        promise: `CPU time for one of ${services} services, relative to all of them`,
        limit: 0.35,
        measure: (measured) => ratioOf(measured.of(PART_OF_ALL, ONLY), measured.of(PART_OF_ALL, WHOLE), cpu),
      },
    ],
    section: (measured) => {
      const rows = ([[ALONE, HAND_WRITTEN], [PART_OF_ALL, WHOLE], [ALONE, JOBS], [PART_OF_ALL, ONLY]] as const).map(([name, side]) => {
        const samples = measured.of(name, side);
        return [side, seconds(samples, cpu), seconds(samples, wall)];
      });
      return [
        `The whole command with all processes that it starts, for ${sizeCase(services)}. The hand-written side and the two processes have `
        + `the machine to themselves; the other two run at the same time. ${medianOf(measured.of(ALONE, JOBS).length)}`,
        table(['', 'CPU', 'wall time'], rows),
      ].join('\n\n');
    },
  };
}

/** The different outputs that there were, by one process or two. */
function outputsOf(measured: Measured): ReadonlySet<string> {
  return new Set([...measured.of(PART_OF_ALL, WHOLE), ...measured.of(ALONE, JOBS)].map(({ output }) => output!));
}
