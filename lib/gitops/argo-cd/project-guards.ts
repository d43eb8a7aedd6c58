import { canonical } from '../../core/canonical';
import type { Json } from '../../core/json';
import { many } from '../../core/json';
import { show } from '../../core/problems';
import type { ManifestGuard } from '../../output/manifests';

const RULE = 'repositories, destinations and kinds by name: no bare * or other pattern, and nothing that belongs to the cluster';

/** A project that allows everything gives no protection. */
export function boundedProject(): ManifestGuard {
  return { rule: RULE, breach: ({ spec }) => unbounded((spec ?? {}) as Json) };
}

/** The projects that a set makes: each for the one namespace of its service. */
export function boundedProjects(namespace: string): ManifestGuard {
  return {
    rule: `${RULE}; the one namespace of the service`,
    breach: ({ spec }) => {
      const values = at(spec, 'template', 'spec', 'source', 'helm', 'valuesObject');
      if (values.name !== namespace) return `the name ${show(values.name)}`;
      const project = at(values, 'spec');
      const other = many(project.destinations).find((destination) => destination.namespace !== namespace);
      return other ? `the namespace ${show(other.namespace)}` : unbounded(project);
    },
  };
}

function unbounded({ sourceRepos, destinations, clusterResourceWhitelist, namespaceResourceWhitelist }: Json): string | undefined {
  if (canonical(clusterResourceWhitelist ?? []) !== '[]') return `clusterResourceWhitelist: ${show(clusterResourceWhitelist)}`;
  // Argo CD takes a list of kinds that is missing for one of everything.
  if (!Array.isArray(namespaceResourceWhitelist)) return `namespaceResourceWhitelist: ${show(namespaceResourceWhitelist)}`;
  const named = [
    ...(Array.isArray(sourceRepos) ? (sourceRepos as unknown[]) : []),
    ...[...many(destinations), ...many(namespaceResourceWhitelist)].flatMap((entry) => Object.values(entry)),
  ];
  const wide = named.find((value) => typeof value !== 'string' || /[*?![]/.test(value));
  return wide === undefined ? undefined : `a pattern: ${show(wide)}`;
}

function at(value: unknown, ...path: readonly string[]): Json {
  return path.reduce<Json>((current, key) => (current[key] ?? {}) as Json, (value ?? {}) as Json);
}
