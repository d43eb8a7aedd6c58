import { PLATFORM } from '../platform/ownership';

/** What of a stack says which files of the GitOps tree are its own. */
interface TreeOwner {
  readonly service?: string;
  readonly environment: string;
}

/** The environment that a file of a service's folder is for, or nothing where it is for all of them. */
export function environmentOf(file: string): string | undefined {
  return /^(?:values-|envs\/)([^/]+)\.yaml$/.exec(file)?.[1] ?? /^(?:chart|envs|kafka|manifests)\/([^/]+)\//.exec(file)?.[1];
}

/**
 * Says which stacks a file of the GitOps tree belongs to, by its path in the tree: one for one environment to the service's
 * stack there, every other one to all of the service's stacks.
 */
export function ownersOfTree(stacks: ReadonlyMap<string, TreeOwner>): (file: string) => readonly string[] {
  const services = new Map<string, { readonly stack: string; readonly environment: string }[]>();
  for (const [stack, { service, environment }] of stacks) {
    if (service !== undefined) services.set(service, [...(services.get(service) ?? []), { stack, environment }]);
  }
  const ofService = (service: string, file: string) => {
    const all = services.get(service) ?? [];
    const own = all.filter(({ environment }) => environment === environmentOf(file));
    return (own.length > 0 ? own : all).map(({ stack }) => stack);
  };
  return (path) => {
    const [area, name, ...rest] = path.split('/');
    if (area === 'platform') return [`${PLATFORM}-${name}`];
    return area === 'apps' ? ofService(name, rest.join('/')) : [];
  };
}
