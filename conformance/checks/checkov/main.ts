// Has checkov judge the plans of an output, its manifests and the workflows, and prints the outcome as a step of a report gives it back.
import { join } from 'node:path';
import { helmPrograms, type HelmProgram } from '../../referees/helm';
import { installPython } from '../../referees/python-packages';
import { checkStacks } from '../../referees/terraform';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { outcomeOf, type Outcome } from '../crossplane/outcome';
import { compareFindings } from '../guarantees/findings';
import { needTerraform } from '../guarantees/need-terraform';
import { renderedCharts } from '../guarantees/rendered';
import { PLANTED, PLANTED_POD, PLANTED_WORKFLOW, plantedPlans } from './planted';
import { runCheckov } from './run-checkov';
import { Targets } from './targets';

/** The newest release of October 2026. */
const CHECKOV = { name: 'checkov', requirements: ['checkov==3.3.30'] };

const WORKFLOWS = join('.github', 'workflows');

async function outcome(outdir: string): Promise<Outcome> {
  let packages: string;
  let program: HelmProgram;
  try {
    needTerraform();
    [program] = helmPrograms();
    packages = installPython(CHECKOV);
  } catch (error) {
    // A machine that cannot run them says nothing about our output.
    return { notRun: (error as Error).message };
  }
  return inWorkFolder(async (work) => check(outdir, program, packages, work));
}

async function check(outdir: string, program: HelmProgram, packages: string, work: string): Promise<Outcome> {
  const folder = join(work, 'judged');
  const targets = new Targets(folder);
  const plans = await checkStacks(outdir);
  const charts = await renderedCharts(program, outdir);
  targets.addPlans([...plans, ...await plantedPlans(join(work, 'planted'))]);
  targets.addRendered(charts.rendered);
  targets.addTree(join(outdir, 'gitops'));
  targets.addWorkflows(WORKFLOWS);
  targets.addObjects('planted', [PLANTED_POD]);
  targets.addWorkflow('planted.yml', PLANTED_WORKFLOW);

  const judged = await runCheckov(packages, folder);
  const isPlanted = (where: string) => where.startsWith('planted/') || where === 'workflows/planted.yml';
  const own = judged.findings.filter(({ where }) => !isPlanted(where));
  const found = new Set(judged.findings.map(({ check: id, where }) => `${id} ${where}`));
  const missed = PLANTED.filter(({ check: id, where }) => !found.has(`${id} ${where}`));
  const compared = compareFindings(['checkov'], own);
  const problems = [
    ...charts.problems,
    ...judged.problems,
    ...targets.expected.filter((file) => !judged.files.has(file)).map((file) => `checkov has nothing to say of ${file}`),
    ...missed.map(({ check: id, what }) => `${what} was planted, and checkov's ${id} does not find it`),
    ...compared.problems,
  ];
  const note = [
    `${judged.checks} checks of ${judged.files.size} files`,
    `${own.length} findings, ${compared.accepted} of them accepted with a reason`,
    `${PLANTED.length} planted faults`,
  ].join('; ');
  return outcomeOf(judged.files.size + PLANTED.length, problems, note);
}

void outcome(process.argv[2]).then((result) => console.log(JSON.stringify(result)));
