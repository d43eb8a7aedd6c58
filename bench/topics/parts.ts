import { cpu, medianOf, megabytes, middle, milliseconds, seconds, table } from '../figures';
import type { Measured } from '../rounds';
import { sizeCase } from '../sides';
import type { Topic } from '../topic';
import type { Workspace } from '../workspace';

/** The parts that a service may have, by their names in `measured/parts.ts`; the first one is none of them. */
const PARTS = ['infrastructure alone', 'data', 'catalog', 'GitOps tree', 'GitOps tree and objectives'];

/** The library with its further parts. */
export function partsTopic(heading: string, services: number, rounds: number, workspace: Workspace): Topic {
  const nameOf = (part: string) => `${sizeCase(services)} with ${part}`;
  const perService = (measured: Measured, part: string) => middle(measured.of(nameOf(part), part), cpu) / services;
  return {
    heading,
    cases: PARTS.map((part) => ({
      name: nameOf(part),
      rounds,
      sides: {
        [part]: async () => workspace.withOutput(async (folder) => workspace.run('run-parts', String(services), folder, part)),
      },
    })),
    promises: [],
    section: (measured) => {
      const rows = PARTS.map((part) => {
        const samples = measured.of(nameOf(part), part);
        const more = part === PARTS[0] ? '' : milliseconds(perService(measured, part) - perService(measured, PARTS[0]));
        return [part, seconds(samples, cpu), milliseconds(perService(measured, part)), more, megabytes(samples)];
      });
      return [
        `${sizeCase(services)} with the parts that they may have: data are a database and a cache, the GitOps tree has a chart and values `
        + 'for each environment, and objectives come with their rules and alerts. '
        + medianOf(measured.of(nameOf(PARTS[0]), PARTS[0]).length),
        table(['', 'CPU', 'CPU per service', 'of which the part', 'peak memory'], rows),
      ].join('\n\n');
    },
  };
}
