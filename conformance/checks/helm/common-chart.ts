import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { COMMON_CHART } from '../../../lib/gitops/chart-files';
import { contentOf } from '../../../test/docs/pages';
import { readmeProblems } from '../../../test/support/chart-readme';
import { lint, packageChart, type HelmProgram } from '../../referees/helm';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { COMMON, type ServiceChart } from './charts';
import { checkCharts, problemsIn, summed, type Checked, type Rendered } from './check-charts';

/** What the README says that its example is. */
const KINDS_OF_EXAMPLE = 'Deployment, Service';

/** Whether the README of the platform's chart lists the values that the chart takes; nothing but Node is needed. */
export function checkReadme(): Checked {
  return { checked: 1, problems: readmeProblems(COMMON).map((problem) => `${COMMON}/README.md: ${problem}`) };
}

/**
 * Has every version of Helm look at the platform's chart by itself, and at the chart that its README has for an example: a
 * library chart has nothing to render before another one includes it.
 */
export async function lintCommon(programs: readonly HelmProgram[]): Promise<Checked> {
  const alone = await Promise.all(programs.map(async (program) => problemsOf(program, COMMON)));
  const look = (rendered: Rendered): string[] => {
    const kinds = [...rendered.values()]
      .flat()
      .map(({ kind }) => kind)
      .sort()
      .join(', ');
    return kinds === KINDS_OF_EXAMPLE ? [] : [`the example in the README is ${kinds || 'nothing'} instead of ${KINDS_OF_EXAMPLE}`];
  };
  const included = await inWorkFolder(async (work) => checkCharts(programs, [writeExample(join(work, 'hello'))], { look }));
  return summed([{ checked: programs.length, problems: alone.flat() }, included]);
}

/**
 * Has Helm package the platform's chart, and every version of it look at the package.
 *
 * @returns besides what is wrong, the package's path
 */
export async function packCommon(programs: readonly HelmProgram[], folder: string): Promise<Checked & { readonly file: string }> {
  const file = join(folder, `${COMMON_CHART.name}-${COMMON_CHART.version}.tgz`);
  const { name, version } = load(readFileSync(join(COMMON, 'Chart.yaml'), 'utf8')) as { name: string; version: string };
  if (name !== COMMON_CHART.name || version !== COMMON_CHART.version) {
    const expected = `${COMMON_CHART.name} ${COMMON_CHART.version}`;
    return {
      checked: 1,
      problems: [`${COMMON}/Chart.yaml is ${name} ${version}, and charts of services depend on ${expected}`],
      file,
    };
  }
  mkdirSync(folder, { recursive: true });
  const packed = await problemsIn(async () => packageChart(programs.at(-1)!.binary, COMMON, folder));
  const linted = packed.length > 0 ? [] : await Promise.all(programs.map(async (program) => problemsOf(program, file)));
  return { checked: 1 + linted.length, problems: [...packed, ...linted.flat()], file };
}

async function problemsOf({ version, binary }: HelmProgram, chart: string): Promise<string[]> {
  const problems = await problemsIn(async () => void (await lint(binary, chart)));
  return problems.map((problem) => `Helm ${version}: ${problem}`);
}

/** Writes the example of the README: each block of YAML says in its first line which file it is. */
function writeExample(folder: string): ServiceChart {
  const { blocks } = contentOf({ file: 'README.md', text: readFileSync(join(COMMON, 'README.md'), 'utf8') });
  for (const { text } of blocks.filter(({ language }) => language === 'yaml')) {
    const [, file] = /^# (\S+)\n/.exec(text) ?? [];
    if (file === undefined) throw new Error(`${COMMON}/README.md has a block that does not say which file it is:\n${text}`);
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${text}\n`);
  }
  return {
    name: 'hello',
    folder,
    environments: [{ name: 'staging', valuesFile: join(folder, 'values.yaml'), namespace: 'hello-staging' }],
  };
}
