import { medianOf, megabytes, peak, ratio, ratioOf, seconds, table, workCpu, workWall } from '../figures';
import type { Topic } from '../topic';
import type { Workspace } from '../workspace';

const NAME = 'import';
const PROVIDERS = "the providers' resource paths";
const LIBRARY = '@golden-path/constructs';

/** The import of the package, beside that of what a service takes from the providers. */
export async function importsTopic(rounds: number, workspace: Workspace): Promise<Topic> {
  const paths = JSON.parse(await workspace.printed('print-loaded')) as string[];
  const run = (...modules: string[]) => async () => workspace.run('run-imports', ...modules);
  return {
    heading: 'Import',
    cases: [{ name: NAME, rounds, sides: { [PROVIDERS]: run(...paths), [LIBRARY]: run(LIBRARY) } }],
    promises: [
      {
        promise: "CPU time to import the package, relative to importing the providers' resource paths that a service uses",
        limit: 1.15,
        measure: (measured) => ratioOf(measured.of(NAME, LIBRARY), measured.of(NAME, PROVIDERS), workCpu),
      },
    ],
    section: (measured) => {
      const reference = measured.of(NAME, PROVIDERS);
      const rows = [PROVIDERS, LIBRARY].map((what) => {
        const samples = measured.of(NAME, what);
        const [cpu, wall, memory] = [workCpu, workWall, peak].map((value) => ratio(samples, reference, value));
        return [what, seconds(samples, workCpu), cpu, seconds(samples, workWall), wall, megabytes(samples), memory];
      });
      return [
        `The stacks of a service use ${paths.length} modules of the providers; the reference loads only these. Of the package, every name `
        + 'that it exports is read. It loads the rest of itself and the modules of the providers when an app first needs them, which the '
        + `other sections measure. ${medianOf(reference.length)}`,
        table(['', 'CPU', 'ratio', 'wall time', 'ratio', 'peak memory of the process', 'ratio'], rows),
      ].join('\n\n');
    },
  };
}
