// As a program: main.ts OUTPUT prints, as JSON, what promtool, amtool and Alertmanager say of rules, tests and routes.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { alertmanagerCommand, prometheusProgram } from '../../referees/prometheus/programs';
import { plantedFaults } from './planted';
import { checkRules, runTests } from './promtool';
import { routeProblems } from './routes';

/** The environment whose tests run: those of others differ in labels alone. */
const TESTED = 'production';

function foldersOf(output: string): string[] {
  const repositories = join(output, 'repository');
  return readdirSync(repositories)
    .map((service) => join(repositories, service, 'observability'))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => foldersIn(folder).map((environment) => join(folder, environment)));
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

async function main(): Promise<object> {
  const [output] = process.argv.slice(2);
  let programs: { promtool: string; amtool: string; alertmanager: string[] };
  try {
    programs = { promtool: prometheusProgram('promtool'), amtool: prometheusProgram('amtool'), alertmanager: alertmanagerCommand() };
  } catch (error) {
    return { notRun: (error as Error).message };
  }
  const folders = foldersOf(output);
  const checked = folders.map((folder) => checkRules(programs.promtool, folder));
  const tested = folders.filter((folder) => folder.endsWith(TESTED)).map((folder) => runTests(programs.promtool, folder));
  const faults = plantedFaults(programs.promtool, folders.filter((folder) => folder.endsWith(TESTED)));
  const routes = await routeProblems(programs, output);
  const problems = [...checked, ...tested].flatMap(({ problem }) => problem ?? []).concat(faults.missed, routes.problems);
  const rules = checked.reduce((sum, { count }) => sum + count, 0);
  const tests = tested.reduce((sum, { count }) => sum + count, 0);
  return {
    passed: problems.length === 0 ? 1 : 0,
    failed: problems.length,
    note: `${rules} rules, ${tests} tests, ${faults.found} planted faults found, ${routes.count} alerts routed`,
    output: problems.join('\n'),
  };
}

void main().then((result) => console.log(JSON.stringify(result)));
