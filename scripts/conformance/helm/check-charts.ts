import { cp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { KubernetesObject } from '../../../test/support/crossplane';
import {
  dependencyBuild, differences, HelmError, lint, template, withChartServer, type ChartServer, type HelmProgram,
} from '../../../test/support/helm';
import { inWorkFolder } from '../../../test/support/terraform/work-folder';
import { COMMON, usesRegistry, type ServiceChart } from './charts';
import { objectProblems } from './object-problems';

/** What was checked, and what is wrong with it. */
export interface Checked {
  readonly checked: number;
  readonly problems: readonly string[];
}

/** Several checks as one. */
export function summed(all: readonly Checked[]): Checked {
  return { checked: all.reduce((total, { checked }) => total + checked, 0), problems: all.flatMap(({ problems }) => problems) };
}

/** The objects of charts, each list by what it was rendered from, such as `shop staging`. */
export type Rendered = ReadonlyMap<string, readonly KubernetesObject[]>;

/** What a build left beside a chart. */
const NOT_COPIED = ['charts', 'Chart.lock'];

/** Has every version of Helm look at the platform's own chart. */
export async function checkCommon(programs: readonly HelmProgram[]): Promise<Checked> {
  const found = programs.map(async ({ version, binary }) => {
    const problems = await problemsIn(async () => void await lint(binary, COMMON));
    return problems.map((problem) => `Helm ${version}: ${problem}`);
  });
  return { checked: programs.length, problems: (await Promise.all(found)).flat() };
}

/**
 * Builds, lints and renders the charts of services with every version of Helm, as Argo CD and a reviewer do, for each of their
 * environments, and looks at every object.
 *
 * @param look says what is wrong with what was rendered, besides
 */
export async function checkCharts(
  programs: readonly HelmProgram[],
  charts: readonly ServiceChart[],
  look: (rendered: Rendered) => readonly string[] = () => [],
): Promise<Checked> {
  const problems: string[] = [];
  const byVersion: Rendered[] = [];
  for (const { version, binary } of programs) {
    const rendered = new Map<string, readonly KubernetesObject[]>();
    const found = await withChartServer(binary, [COMMON], async (server) => (
      (await Promise.all(charts.map(async (chart) => checkChart(binary, chart, server, rendered)))).flat()
    ));
    problems.push(...[...found, ...look(rendered)].map((problem) => `Helm ${version}: ${problem}`));
    byVersion.push(rendered);
  }
  problems.push(...byVersion.slice(1).flatMap((rendered) => disagreements(rendered, byVersion[0])));
  return { checked: byVersion.reduce((sum, { size }) => sum + size, 0), problems };
}

async function checkChart(
  binary: string,
  chart: ServiceChart,
  server: ChartServer,
  rendered: Map<string, readonly KubernetesObject[]>,
): Promise<string[]> {
  return inWorkFolder(async (work) => {
    const chartDir = join(work, chart.name);
    await cp(chart.folder, chartDir, { recursive: true, filter: (path) => !NOT_COPIED.includes(basename(path)) });
    const built = await problemsIn(async () => dependencyBuild(binary, chartDir, usesRegistry(chart) ? server.oci : server.http));
    if (built.length > 0) return built.map((problem) => `${chart.name}: ${problem}`);
    const found: string[] = [];
    for (const { name, valuesFile, namespace } of chart.environments) {
      const problems = await problemsIn(async () => {
        await lint(binary, chartDir, [valuesFile]);
        const objects = await template(binary, { chartDir, valueFiles: [valuesFile], releaseName: `${chart.name}-${name}`, namespace });
        rendered.set(`${chart.name} ${name}`, objects);
        return objectProblems(objects, namespace);
      });
      found.push(...problems.map((problem) => `${chart.name} ${name}: ${problem}`));
    }
    return found;
  });
}

/** What an action finds wrong, or Helm's words where it refuses. */
export async function problemsIn(action: () => Promise<readonly string[] | void>): Promise<readonly string[]> {
  try {
    return await action() ?? [];
  } catch (error) {
    if (!(error instanceof HelmError)) throw error;
    return [error.message];
  }
}

function disagreements(rendered: Rendered, first: Rendered): string[] {
  return [...rendered].flatMap(([title, objects]) => (
    differences(objects, first.get(title) ?? []).map((difference) => `${title} is not the same with every version: ${difference}`)
  ));
}
