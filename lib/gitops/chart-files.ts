import { toYaml } from '../core/yaml';
import { chartSchema } from './values/values-schema';

/** The platform's base chart, which lies beside this file and is published with the library. */
export const COMMON_CHART = { name: 'common', version: '1.1.0' } as const;

/** One file of a chart. */
export interface ChartFile {
  readonly name: string;
  readonly text: string;
}

/**
 * The files of a service's chart besides its values: the platform's chart does all the work.
 *
 * @param repository where the platform's charts come from
 * @see https://helm.sh/docs/topics/charts/
 */
export function chartFiles(service: string, repository: string): ChartFile[] {
  const { name, version } = COMMON_CHART;
  const [major, minor] = version.split('.');
  return [
    {
      name: 'Chart.yaml',
      text: toYaml({
        apiVersion: 'v2',
        name: service,
        description: `The application ${service}`,
        type: 'application',
        // For how a pod goes on serving before it ends.
        kubeVersion: '>=1.30.0-0',
        // A service has one version: that of its image, which stands in the values.
        version: '1.0.0',
        dependencies: [{ name, version: `~${major}.${minor}`, repository }],
      }),
    },
    { name: 'templates/app.yaml', text: `{{ include "${name}.app" . }}\n` },
    { name: 'values.schema.json', text: `${JSON.stringify(chartSchema(), undefined, 2)}\n` },
  ];
}
