// Has Argo CD make the Applications of an output, and prints the outcome as a step of a report gives it back.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toYaml } from '../../../lib/core/yaml';
import { ARGO_CD, ArgoCd, buildArgoCd, doubleNames, findGit, type Application } from '../../referees/argocd';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { outcomeOf, type Outcome } from '../crossplane/outcome';
import type { Context } from './applications';
import { checkEnvironment } from './check-environment';
import { checkFaults } from './check-faults';
import { checkHarmless } from './check-harmless';
import { checkHealth } from './check-health';
import { namespacesOf } from './namespaces';
import { objectsOf, renderCharts } from './rendered-charts';
import { environmentsOf, readEnvironments } from './repository';
import { syncedTree } from './synced-tree';

/** Where the Applications are kept. */
const APPLICATIONS = join('node_modules', '.cache', 'golden-path', 'applications');

async function outcome(outdir: string): Promise<Outcome> {
  const gitops = join(outdir, 'gitops');
  if (!existsSync(gitops)) return outcomeOf(0, [`${gitops} is not there: no ApplicationSet to check`], 'no ApplicationSet');
  let argoCd: ArgoCd;
  try {
    findGit();
    argoCd = new ArgoCd(buildArgoCd());
  } catch (error) {
    // A machine that cannot run Argo CD's code says nothing about our output.
    return { notRun: (error as Error).message };
  }
  return inWorkFolder(async (work) => check(outdir, argoCd, join(work, 'repository')));
}

async function check(outdir: string, argoCd: ArgoCd, folder: string): Promise<Outcome> {
  const tree = await syncedTree(outdir, folder, environmentsOf(outdir));
  const environments = readEnvironments(tree);
  if (!environments.some(({ applicationSets }) => applicationSets.length > 0)) {
    return outcomeOf(0, [`no ApplicationSet in ${outdir}/gitops/platform/*/argocd`], 'no ApplicationSet');
  }
  const charts = await renderCharts(tree, environments);
  const context: Context = {
    argoCd,
    tree,
    namespaces: (service, environment) => namespacesOf(outdir, service, environment),
    rendered: (service, environment) => objectsOf(charts, service, environment),
  };
  const checked = environments.map((environment) => checkEnvironment(context, environment));
  const applications = checked.flatMap((each) => each.applications);
  const all = checked.flatMap((each) => each.all);
  keep(all);
  const health = checkHealth(outdir, argoCd, environments);
  const problems = [
    ...charts.problems, ...checked.flatMap((each) => each.problems), ...doubleNames(all), ...health.problems,
  ];
  // Before the tree is as it should be, what a planted fault does says nothing.
  const faults = problems.length > 0 ? { planted: 0, problems: [] } : await checkFaults(context, applications);
  const harmless = problems.length > 0 ? { planted: 0, problems: [] } : await checkHarmless(context);
  const note = [
    `Argo CD ${ARGO_CD.version}: ${all.length} Applications in ${environments.length} environments`,
    `${health.checked} states of requests`,
    `${faults.planted} planted faults`,
    `${harmless.planted} edits of one team that stop nobody else`,
    ...(charts.notRun ? [`NOT RUN for what charts render to: ${charts.notRun}`] : []),
  ].join('; ');
  const count = all.length + health.checked + faults.planted + harmless.planted;
  return outcomeOf(count, [...problems, ...faults.problems, ...harmless.problems], note);
}

/** One document a file, which schemas can be held against. */
function keep(applications: readonly Application[]): void {
  rmSync(APPLICATIONS, { recursive: true, force: true });
  mkdirSync(APPLICATIONS, { recursive: true });
  for (const application of applications) writeFileSync(join(APPLICATIONS, `${application.metadata.name}.yaml`), toYaml(application));
}

void outcome(process.argv[2]).then((result) => console.log(JSON.stringify(result)));
