import type { IConstruct } from 'constructs';
import { toYaml } from '../../core/yaml';
import type { TreeFile } from '../../output/gitops-tree';

/** Not `.yaml`, so that nobody takes it for an object: Argo CD applies those of the platform's folder as they are. */
const TEMPLATE = `apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata:
  name: {{ .Values.name | quote }}
  namespace: {{ .Release.Namespace | quote }}
spec:
  {{- toYaml .Values.spec | nindent 2 }}
`;

/** The chart that makes the project of one service, whose name and bounds are its values. */
export function projectChart(owner: IConstruct, folder: string): TreeFile[] {
  const chart = { apiVersion: 'v2', name: 'service-project', version: '1.0.0' };
  return [
    { path: `${folder}/Chart.yaml`, text: toYaml(chart), owner },
    { path: `${folder}/templates/project.tpl`, text: TEMPLATE, owner },
  ];
}
