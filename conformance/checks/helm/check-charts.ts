import { cp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { KubernetesObject } from '../../referees/crossplane';
import {
  dependencyBuild, differences, HelmError, lint, template, withChartServer, type ChartServer, type HelmProgram,
} from '../../referees/helm';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { COMMON, usesRegistry, type ServiceChart } from './charts';
import { objectProblems } from './object-problems';
import { schemaProblems } from './schema-problems';

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

/** What else to do with the charts of a check. */
export interface ChartOptions {
  /** Says what is wrong with what a version of Helm rendered, besides. */
  readonly look?: (rendered: Rendered, version: string) => readonly string[];
  /** The platform's chart that they depend on. @default - the one of this repository */
  readonly common?: string;
}

/**
 * Builds, lints and renders the charts of services with every version of Helm, as Argo CD and a reviewer do, for each of their
 * environments, and holds every object to the schema of its kind and every pod to the profile `restricted`.
 */
export async function checkCharts(
  programs: readonly HelmProgram[],
  charts: readonly ServiceChart[],
  { look = () => [], common = COMMON }: ChartOptions = {},
): Promise<Checked> {
  const problems: string[] = [];
  const byVersion: Rendered[] = [];
  for (const { version, binary } of programs) {
    const rendered = new Map<string, readonly KubernetesObject[]>();
    const found = await problemsIn(async () => withChartServer(binary, [common], async (server) => (
      (await Promise.all(charts.map(async (chart) => checkChart(binary, chart, server, rendered)))).flat()
    )));
    const all = [...found, ...schemaProblems(rendered), ...look(rendered, version)];
    problems.push(...all.map((problem) => `Helm ${version}: ${problem}`));
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
    const built = await problemsIn(async () => buildChart(binary, chart, server, chartDir));
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

/** Copies the chart of a service and brings the platform's chart into it. */
export async function buildChart(binary: string, chart: ServiceChart, server: ChartServer, chartDir: string): Promise<void> {
  await cp(chart.folder, chartDir, { recursive: true, filter: (path) => !NOT_COPIED.includes(basename(path)) });
  await dependencyBuild(binary, chartDir, usesRegistry(chart) ? server.oci : server.http);
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
