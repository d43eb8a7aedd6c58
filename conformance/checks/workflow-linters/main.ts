// Has a linter read every workflow that we have, write or generate, with a fault planted into each, and prints the outcome as a step of a
// report gives it back: main.ts <output of a synth> actionlint|zizmor.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { outcomeOf, type Outcome } from '../crossplane/outcome';
import { actionlint, zizmor, type Linter } from './linters';
import { CALLER, withCalleesBeside, workflowsIn, writeRepositories, type Repository } from './repositories';

const [output, name] = process.argv.slice(2);

/** What is planted at the end of a job's steps or of a call's inputs, and what the linter has to say of it. */
interface Fault {
  readonly plant: (text: string) => string;
  readonly says: string;
}

const UNKNOWN_JOB = '\n  planted:\n    needs: nobody\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo\n';
const INJECTION = [
  '\n  planted:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 1\n    steps:',
  "      - run: echo '${{ github.event.pull_request.title }}'\n",
].join('\n');

/** In a call of a file beside it, an input that this file does not have: actionlint's build for the web does not see that. */
const INPUT = 'not-an-input';

const LINTERS: Readonly<Record<string, { start: () => Linter; prepare: (from: Repository) => Repository; fault: Fault; call?: Fault }>> = {
  actionlint: {
    start: actionlint,
    prepare: withCalleesBeside,
    fault: { plant: (text) => `${text.trimEnd()}${UNKNOWN_JOB}`, says: 'job "planted" needs job "nobody"' },
    call: { plant: (text) => text.replace(/^( +)(uses: \.\/.*\n)( +)with:\n/m, `$1$2$3with:\n$3  ${INPUT}: planted\n`), says: INPUT },
  },
  zizmor: {
    start: zizmor,
    prepare: (from) => from,
    fault: { plant: (text) => `${text.trimEnd()}${INJECTION}`, says: 'template-injection' },
  },
};

async function outcome(): Promise<Outcome> {
  const { call, fault, prepare, start } = LINTERS[name];
  let linter: Linter;
  try {
    linter = start();
  } catch (error) {
    // A machine that cannot have it says nothing about our workflows.
    return { notRun: (error as Error).message };
  }
  const problems: string[] = [];
  let [read, planted, calls] = [0, 0, 0];
  await inWorkFolder(async (folder) => {
    for (const from of await writeRepositories(output, folder)) {
      const repository = prepare(from);
      problems.push(...(await linter(repository)).map((problem) => `${repository.name}: ${problem}`));
      for (const file of workflowsIn(from)) {
        const at = fileIn(repository, `${CALLER}${basename(file)}`) ?? fileIn(repository, basename(file))!;
        read += 1;
        planted += 1;
        problems.push(...await missed(linter, repository, at, fault));
        if (!call || call.plant(readFileSync(at, 'utf8')) === readFileSync(at, 'utf8')) continue;
        calls += 1;
        problems.push(...await missed(linter, repository, at, call));
      }
    }
  });
  const note = `${read} workflows, ${planted} planted faults${call ? `, ${calls} planted inputs` : ''}`;
  return outcomeOf(read + planted + calls, problems, note);
}

function fileIn(repository: Repository, file: string): string | undefined {
  return workflowsIn(repository).find((each) => basename(each) === file);
}

/** Plants a fault into a file, and says if it is not found. */
async function missed(linter: Linter, repository: Repository, file: string, { plant, says }: Fault): Promise<string[]> {
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, plant(text));
  try {
    const found = (await linter(repository)).some((problem) => problem.includes(says) && !problem.includes('error:'));
    return found ? [] : [`${repository.name}: a planted fault in ${basename(file)} was not found`];
  } finally {
    writeFileSync(file, text);
  }
}

void outcome().then((result) => console.log(JSON.stringify(result)));
