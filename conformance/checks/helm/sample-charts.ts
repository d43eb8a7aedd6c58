import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toYaml } from '../../../lib/core/yaml';
import type { ServiceChart } from './charts';

/** A chart as the library writes one for a service, with values for the environments that are given. */
export function writeSampleChart(below: string, name: string, environments: Readonly<Record<string, Sample>>): ServiceChart {
  const folder = join(below, name);
  mkdirSync(join(folder, 'templates'), { recursive: true });
  const dependencies = [{ name: 'common', version: '~1.1', repository: 'https://charts.acme.io' }];
  writeFileSync(join(folder, 'Chart.yaml'), toYaml({ apiVersion: 'v2', name, version: '1.0.0', dependencies }));
  writeFileSync(join(folder, 'templates', 'app.yaml'), '{{ include "common.app" . }}\n');
  writeFileSync(join(folder, 'values.yaml'), '{}\n');
  return {
    name,
    folder,
    environments: Object.entries(environments).map(([environment, { values, namespace }]) => {
      const valuesFile = join(folder, `values-${environment}.yaml`);
      writeFileSync(valuesFile, toYaml(values));
      return { name: environment, valuesFile, namespace };
    }),
  };
}

export interface Sample {
  readonly values: object;
  readonly namespace: string;
}
