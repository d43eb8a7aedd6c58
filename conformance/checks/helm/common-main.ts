// Looks at the platform's base chart alone, and prints the outcome as a step of a report gives it back.
import { helmPrograms, type HelmProgram } from '../../referees/helm';
import { outcomeOf, type Outcome } from '../crossplane/outcome';
import { checkReadme, lintCommon, packCommon } from './common-chart';

/** Where packages are left. */
const FOLDER = 'dist';

const COMMANDS: Readonly<Record<string, (programs: readonly HelmProgram[]) => Promise<Outcome>>> = {
  lint: async (programs) => {
    const { checked, problems } = await lintCommon(programs);
    return outcomeOf(
      checked,
      problems,
      `Helm ${programs.map(({ version }) => version).join(' and ')}; alone, and in a chart that includes it`,
    );
  },
  pack: async (programs) => {
    const { checked, problems, file } = await packCommon(programs, FOLDER);
    return outcomeOf(checked, problems, file);
  },
};

async function outcome(command: string): Promise<Outcome> {
  if (command === 'readme') {
    const { checked, problems } = checkReadme();
    return outcomeOf(checked, problems, 'each with its default, and no other');
  }
  let programs: HelmProgram[];
  try {
    programs = helmPrograms();
  } catch (error) {
    return { notRun: (error as Error).message };
  }
  return COMMANDS[command](programs);
}

void outcome(process.argv[2]).then((result) => console.log(JSON.stringify(result)));
