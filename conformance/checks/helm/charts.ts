import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';

/** The platform's base chart. */
export const COMMON = join('lib', 'gitops', 'chart', 'common');

/** The chart of a service. */
export interface ServiceChart {
  readonly name: string;
  readonly folder: string;
  readonly environments: readonly ChartEnvironment[];
}

export interface ChartEnvironment {
  readonly name: string;
  /** What is merged over the chart's own values. */
  readonly valuesFile: string;
  readonly namespace: string;
}

/** The charts of an output: one for each environment of a service, each with its values. */
export function readCharts(outdir: string): ServiceChart[] {
  const apps = join(outdir, 'gitops', 'apps');
  return foldersIn(apps).flatMap((name) =>
    foldersIn(join(apps, name, 'chart')).map((environment) => chartOf(join(apps, name), name, environment)),
  );
}

function foldersIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

/** Whether a chart asks for others from a registry of container images. */
export function usesRegistry({ folder }: ServiceChart): boolean {
  const { dependencies = [] } = read(join(folder, 'Chart.yaml')) as { dependencies?: { repository: string }[] };
  return dependencies.some(({ repository }) => repository.startsWith('oci://'));
}

function chartOf(service: string, name: string, environment: string): ServiceChart {
  const valuesFile = join(service, `values-${environment}.yaml`);
  if (!existsSync(valuesFile)) throw new Error(`${service} has a chart for ${environment} and no values-${environment}.yaml`);
  // What people and tools read says where a service is in an environment.
  const { namespace } = read(join(service, 'envs', `${environment}.yaml`)) as { namespace?: string };
  if (namespace === undefined) throw new Error(`${service}/envs/${environment}.yaml names no namespace`);
  return { name, folder: join(service, 'chart', environment), environments: [{ name: environment, valuesFile, namespace }] };
}

function read(file: string): object {
  return load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA }) as object;
}
