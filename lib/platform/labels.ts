import type { Environment } from './environment';
import type { Platform } from './platform';
import type { Team } from './team';

/** The name of what belongs to the platform itself, which no service may have. */
export const PLATFORM = 'platform';

/** Who owns what stands in an output: what labels, annotations and tags are made of. */
export interface Ownership {
  readonly platform: Platform;
  readonly environment: Environment;
  /** What it belongs to: a service's name, or `platform`. */
  readonly name: string;
  readonly team: Team;
}

/**
 * The labels that everything carries which takes labels.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function labelsOf({ platform, environment, name, team }: Ownership): Record<string, string> {
  return {
    'app.kubernetes.io/managed-by': 'terraform',
    'app.kubernetes.io/name': name,
    [`${platform.domain}/env`]: environment.name,
    [`${platform.domain}/team`]: team.name,
  };
}

/** The annotations that everything carries which takes annotations. */
export function annotationsOf({ platform, team }: Ownership): Record<string, string> {
  return {
    [`${platform.domain}/cost-center`]: team.costCenter,
    [`${platform.domain}/owner`]: team.catalogGroup,
  };
}

/** The same facts as AWS tags. */
export function tagsOf(ownership: Ownership): Record<string, string> {
  return { ...labelsOf(ownership), ...annotationsOf(ownership) };
}
