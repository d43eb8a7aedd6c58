import { cpu, medianOf, megabytes, middle, milliseconds, peak, ratio, ratioOf, seconds, table, wall } from '../figures';
import { GOLDEN_PATH, HAND_WRITTEN, sizeCase } from '../sides';
import type { Topic } from '../topic';
import type { Workspace } from '../workspace';

/** Both sides, for each number of services. */
export function sizesTopic(sizes: readonly number[], rounds: number, resourcesPerStack: number, workspace: Workspace): Topic {
  const [fewer, most] = sizes.slice(-2);
  const run = (side: string, services: number) => async () =>
    workspace.withOutput(async (folder) => workspace.run(`run-${side}`, String(services), folder));
  return {
    heading: 'Build and synthesise',
    cases: sizes.map((services) => ({
      name: sizeCase(services),
      rounds,
      sides: { [HAND_WRITTEN]: run(HAND_WRITTEN, services), [GOLDEN_PATH]: run(GOLDEN_PATH, services) },
    })),
    promises: [
      {
        promise: `CPU time at ${most} services, relative to hand-written`,
        limit: 0.7,
        measure: (measured) => ratioOf(measured.of(sizeCase(most), GOLDEN_PATH), measured.of(sizeCase(most), HAND_WRITTEN), cpu),
      },
      {
        promise: `peak memory at ${most} services, relative to hand-written`,
        limit: 0.85,
        measure: (measured) => ratioOf(measured.of(sizeCase(most), GOLDEN_PATH), measured.of(sizeCase(most), HAND_WRITTEN), peak),
      },
      {
        promise: `CPU time per service at ${most} services, relative to ${fewer} services`,
        limit: 1.2,
        measure: (measured) =>
          ratioOf(measured.of(sizeCase(most), GOLDEN_PATH), measured.of(sizeCase(fewer), GOLDEN_PATH), cpu) * (fewer / most),
      },
    ],
    section: (measured) => {
      const rows = sizes.map((services) => {
        const [reference, library] = [HAND_WRITTEN, GOLDEN_PATH].map((side) => measured.of(sizeCase(services), side));
        return [
          sizeCase(services),
          seconds(reference, cpu),
          seconds(library, cpu),
          ratio(library, reference, cpu),
          ratio(library, reference, wall),
          milliseconds(middle(library, cpu) / services),
          megabytes(reference),
          megabytes(library),
          ratio(library, reference, peak),
        ];
      });
      const times = ['hand-written, CPU', 'golden path, CPU', 'ratio', 'ratio of wall time', 'golden path, CPU per service'];
      return [
        `Each service has two environments with one stack each, and ${resourcesPerStack.toFixed(1)} resources per stack on average. `
        + `The figures are for the whole process. ${medianOf(measured.of(sizeCase(most), GOLDEN_PATH).length)}`,
        table(['', ...times, 'hand-written, peak memory', 'golden path, peak memory', 'ratio'], rows),
      ].join('\n\n');
    },
  };
}
