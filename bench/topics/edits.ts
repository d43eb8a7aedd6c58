import { EditedApp } from '../edited';
import { medianOf, ratio, ratioOf, seconds, table, wall } from '../figures';
import { sizeCase } from '../sides';
import type { Topic } from '../topic';
import type { Workspace } from '../workspace';

const SYNTH = 'golden-path synth';
const EDIT = 'after an edit, golden-path synth --watch';

/** What a team edits: a service of its own, or one in a repository with others. */
const APPS = [{ services: 1, options: '' }, { services: 100, options: '--only service-0001' }] as const;

/** From an edit to the new output. */
export function editsTopic(rounds: number, workspace: Workspace): Topic {
  const cases = APPS.map(({ services, options }) => {
    const app = new EditedApp(workspace, `edited-${services}`, services);
    const name = `an edit: ${[sizeCase(services), options].filter(Boolean).join(', ')}`;
    // A person who waits for one of them does not start the other.
    return { name, rounds, apart: true, sides: { [SYNTH]: async () => app.synthesise(options), [EDIT]: async () => app.edit(options) } };
  });
  return {
    heading: 'After an edit',
    cases,
    promises: [
      {
        promise: 'wall time from an edit to the output of one service, relative to golden-path synth',
        limit: 0.5,
        measure: (measured) => ratioOf(measured.of(cases[0].name, EDIT), measured.of(cases[0].name, SYNTH), wall),
      },
    ],
    section: (measured) => {
      const rows = cases.map(({ name }, index) => {
        const [whole, edited] = [measured.of(name, SYNTH), measured.of(name, EDIT)];
        const { services, options } = APPS[index];
        const shown = options ? `${sizeCase(services)}, \`${options}\`` : sizeCase(services);
        return [shown, seconds(whole, wall), seconds(edited, wall), ratio(edited, whole, wall)];
      });
      const median = medianOf(measured.of(cases[0].name, EDIT).length);
      return [
        `Wall time, with tsx, of an app whose TypeScript is edited while \`--watch\` waits. ${median}`,
        table(['', 'golden-path synth', 'after an edit', 'ratio'], rows),
      ].join('\n\n');
    },
  };
}
