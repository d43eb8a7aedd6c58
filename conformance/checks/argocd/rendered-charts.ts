import { join } from 'node:path';
import type { GitTree } from '../../referees/argocd';
import type { KubernetesObject } from '../../referees/crossplane';
import { helmPrograms, type HelmProgram } from '../../referees/helm';
import type { ServiceChart } from '../helm/charts';
import { checkCharts, type Rendered } from '../helm/check-charts';
import { environmentFile, parametersOf, type Environment } from './repository';

/** What Helm renders of the charts of a repository, or why nobody looked. */
export interface RenderedCharts {
  readonly rendered: Rendered;
  readonly problems: readonly string[];
  readonly notRun?: string;
}

/** Renders every chart that a service's file asks for, into the namespace that it names. */
export async function renderCharts(tree: GitTree, environments: readonly Environment[]): Promise<RenderedCharts> {
  let rendered: Rendered = new Map<string, readonly KubernetesObject[]>();
  let program: HelmProgram;
  try {
    [program] = helmPrograms();
  } catch (error) {
    return { rendered, problems: [], notRun: (error as Error).message };
  }
  const { problems } = await checkCharts([program], chartsOf(tree, environments), {
    look: (objects) => {
      rendered = objects;
      return [];
    },
  });
  return { rendered, problems };
}

/** What a service's chart is rendered to in an environment. */
export function objectsOf({ rendered }: RenderedCharts, service: string, environment: string): readonly KubernetesObject[] {
  return rendered.get(`${service} ${environment}`) ?? [];
}

function chartsOf(tree: GitTree, environments: readonly Environment[]): ServiceChart[] {
  return environments.flatMap(({ name, services }) =>
    services.flatMap((service) => {
      const { chart, namespace } = parametersOf(tree, environmentFile(service, name));
      if (chart !== true) return [];
      const folder = join(tree.folder, 'apps', service);
      const valuesFile = join(folder, `values-${name}.yaml`);
      return [
        { name: service, folder: join(folder, 'chart', name), environments: [{ name, valuesFile, namespace: String(namespace) }] },
      ];
    }),
  );
}
