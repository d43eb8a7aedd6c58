import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toYaml } from '../../../lib/core/yaml';
import type { KubernetesObject } from '../../referees/crossplane';
import { dependencyBuild, template, withChartServer } from '../../referees/helm';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { COMMON } from './charts';

/** The values of an application, and a namespace that no other one has. */
export interface Case {
  readonly namespace: string;
  readonly values: unknown;
}

const CHART = {
  apiVersion: 'v2',
  name: 'cases',
  version: '1.0.0',
  dependencies: [{ name: 'common', version: '~1.1', repository: 'https://charts.acme.io' }],
};

const TEMPLATE = `
{{- range .Values.cases }}
---
{{ include "common.app" (dict "Values" .values "Chart" $.Chart "Release" (dict "Namespace" .namespace)) }}
{{- end }}
`;

/** Renders many applications at once, each as its own chart would: Helm's start takes longer than all of them. */
export async function renderCases(binary: string, cases: readonly Case[]): Promise<KubernetesObject[]> {
  return inWorkFolder(async (work) => {
    const chartDir = join(work, 'cases');
    await mkdir(join(chartDir, 'templates'), { recursive: true });
    await writeFile(join(chartDir, 'Chart.yaml'), toYaml(CHART));
    await writeFile(join(chartDir, 'templates', 'app.yaml'), TEMPLATE);
    await writeFile(join(chartDir, 'values.yaml'), toYaml({ cases }));
    await withChartServer(binary, [COMMON], async ({ http }) => dependencyBuild(binary, chartDir, http));
    return template(binary, { chartDir, releaseName: 'cases', namespace: 'cases' });
  });
}
