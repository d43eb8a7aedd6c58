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

const VALUES_FILE = /^values-(.+)\.yaml$/;

/** The charts of an output, each of which has to be for an environment. */
export function readCharts(outdir: string): ServiceChart[] {
  const apps = join(outdir, 'gitops', 'apps');
  const names = existsSync(apps) ? readdirSync(apps).filter((name) => existsSync(join(apps, name, 'Chart.yaml'))).sort() : [];
  return names.map((name) => {
    const folder = join(apps, name);
    const environments = readdirSync(folder).sort().flatMap((file) => environmentOf(folder, file));
    if (environments.length === 0) throw new Error(`${folder} has a chart and no values-<environment>.yaml`);
    return { name, folder, environments };
  });
}

/** Whether a chart asks for others from a registry of container images. */
export function usesRegistry({ folder }: ServiceChart): boolean {
  const { dependencies = [] } = read(join(folder, 'Chart.yaml')) as { dependencies?: { repository: string }[] };
  return dependencies.some(({ repository }) => repository.startsWith('oci://'));
}

function environmentOf(folder: string, file: string): ChartEnvironment[] {
  const name = VALUES_FILE.exec(file)?.[1];
  if (name === undefined) return [];
  // What Argo CD reads says where a service is in an environment.
  const { namespace } = read(join(folder, 'envs', `${name}.yaml`)) as { namespace?: string };
  if (namespace === undefined) throw new Error(`${folder}/envs/${name}.yaml names no namespace`);
  return [{ name, valuesFile: join(folder, file), namespace }];
}

function read(file: string): object {
  return load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA }) as object;
}
