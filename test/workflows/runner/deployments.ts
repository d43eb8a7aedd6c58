/** A deployment, as the API gives it, with its statuses. */
export interface Deployment {
  readonly id: number;
  readonly sha: string;
  readonly task: string;
  readonly environment: string;
  readonly description: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly production_environment: boolean;
  readonly statuses: { readonly state: string; readonly description: string }[];
}

interface Filter {
  readonly environment?: string;
  readonly task?: string;
}

type NewDeployment = Omit<Deployment, 'id' | 'sha' | 'statuses'> & { readonly ref: string };

/** The part of the API about deployments. */
export function deploymentsOf(deployments: Deployment[], may: (scope: string) => void) {
  const find = (id: number) => deployments.find((each) => each.id === id)!;
  return {
    listDeployments: ({ environment, task }: Filter) => {
      may('deployments:read');
      const fits = (each: Deployment) => (environment ?? each.environment) === each.environment && (task ?? each.task) === each.task;
      return { data: deployments.filter(fits).reverse() };
    },
    listDeploymentStatuses: ({ deployment_id: id }: { deployment_id: number }) => {
      may('deployments:read');
      return { data: find(id).statuses };
    },
    createDeployment: ({ ref, task, environment, description, payload, production_environment }: NewDeployment) => {
      may('deployments:write');
      const id = deployments.length + 1;
      deployments.push({ id, sha: ref, task, environment, description, payload, production_environment, statuses: [] });
      return { data: { id } };
    },
    createDeploymentStatus: ({ deployment_id: id, state, description }: { deployment_id: number; state: string; description: string }) => {
      may('deployments:write');
      find(id).statuses.push({ state, description });
    },
  };
}
