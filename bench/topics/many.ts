import { cpu, medianOf, megabytes, middle, milliseconds, ratioOf, seconds, table } from '../figures';
import { GOLDEN_PATH, sizeCase } from '../sides';
import type { Topic } from '../topic';
import type { Workspace } from '../workspace';

/** Many more services, by the library alone. */
export function manyTopic(services: number, many: number, rounds: number, workspace: Workspace): Topic {
  const name = sizeCase(many);
  const run = (count: number) => async () =>
    workspace.withOutput(async (folder) => workspace.run(`run-${GOLDEN_PATH}`, String(count), folder));
  return {
    heading: 'Many services',
    cases: [{ name, rounds, sides: { [sizeCase(many)]: run(many), [sizeCase(services)]: run(services) } }],
    promises: [
      {
        promise: `CPU time per service at ${many} services, relative to ${services} services`,
        limit: 1.1,
        measure: (measured) => ratioOf(measured.of(name, sizeCase(many)), measured.of(name, sizeCase(services)), cpu) * (services / many),
      },
    ],
    section: (measured) => {
      const rows = [services, many].map((count) => {
        const samples = measured.of(name, sizeCase(count));
        return [sizeCase(count), seconds(samples, cpu), milliseconds(middle(samples, cpu) / count), megabytes(samples)];
      });
      return [
        `The library alone, both at the same time. ${medianOf(measured.of(name, sizeCase(many)).length)}`,
        table(['', 'CPU', 'CPU per service', 'peak memory'], rows),
      ].join('\n\n');
    },
  };
}
