import { withoutEnd } from '../../core/text';
import { namespaceOf } from '../../platform/agreed-names';
import type { Platform } from '../../platform/platform';
import type { Team } from '../../platform/team';
import { anyPods } from '../../service/selectors';
import type { CatalogEntryProps } from './catalog-entry-props';
import type { ServiceFacts } from './services';

/** What annotations follow from. */
interface Given {
  readonly service: ServiceFacts;
  readonly slug: string;
  readonly entry: Omit<CatalogEntryProps, 'service'>;
}

/** The plugin refuses an entity that has both. */
export const ARGO_CD_SELECTOR = 'argocd/app-selector';
export const ARGO_CD_NAME = 'argocd/app-name';

/** Each annotation of a component, from the documentation of the plugin that reads it. Without a value it is left out. */
const ANNOTATIONS: Readonly<Record<string, (given: Given) => string | undefined>> = {
  /**
   * The label that every Application of the service has, in all environments.
   *
   * @see https://github.com/backstage/community-plugins/blob/main/workspaces/argocd/plugins/argocd/README.md#annotations
   */
  [ARGO_CD_SELECTOR]: ({ entry, service }) => (entry.annotations?.[ARGO_CD_NAME] === undefined ? selectorOf(service) : undefined),
  /** @see https://backstage.io/docs/features/kubernetes/configuration#label-selector-query-annotation */
  'backstage.io/kubernetes-label-selector': ({ service }) => selectorOf(service),
  /**
   * The plugin looks into one namespace in all clusters: a service with several environments has several, and is found by its label.
   *
   * @see https://backstage.io/docs/features/kubernetes/configuration#adding-the-namespace-annotation
   */
  'backstage.io/kubernetes-namespace': ({ service: { environments, name } }) =>
    environments.length === 1 ? namespaceOf(name, environments[0]) : undefined,
  /** @see https://backstage.io/docs/features/software-catalog/well-known-annotations#backstageiosource-location */
  'backstage.io/source-location': ({ service, slug }) => sourceLocation(service.platform, slug),
  /** @see https://backstage.io/docs/features/software-catalog/well-known-annotations#backstageiotechdocs-ref */
  'backstage.io/techdocs-ref': ({ entry }) => (entry.techDocs === false ? undefined : 'dir:.'),
  /** @see https://backstage.io/docs/features/software-catalog/well-known-annotations#githubcomproject-slug */
  'github.com/project-slug': ({ slug }) => slug,
  /**
   * The dashboards with the service's name as a tag.
   *
   * @see https://github.com/backstage/community-plugins/blob/main/workspaces/grafana/plugins/grafana/docs/dashboards-on-component-page.md
   */
  'grafana/dashboard-selector': ({ service }) => service.name,
  /** @see https://support.pagerduty.com/main/docs/backstage-integration-guide */
  'pagerduty.com/service-id': ({ service }) => service.team.pagerDutyId,
};

/** The annotations of a service's component. */
export function annotationsOf(given: Given): Record<string, string> {
  const derived = Object.entries(ANNOTATIONS).flatMap(([key, valueOf]) => {
    const value = valueOf(given);
    return value === undefined ? [] : [[key, value] as const];
  });
  return { ...Object.fromEntries(derived), ...costCenter(given.service), ...given.entry.annotations };
}

/** Where the code of an entity is. The slash at the end makes it a folder. */
export function sourceLocation(platform: Platform, slug: string): string {
  return `url:${repositoryUrl(platform, slug)}/`;
}

/** The address of a repository. */
export function repositoryUrl({ catalog }: Platform, slug: string): string {
  return `${withoutEnd(catalog.codeUrl!, '/')}/${slug}`;
}

/** The label of the team, and the annotation of who pays, as everything has them that takes labels. */
export function teamLabel({ domain }: Platform, { name }: Team): Record<string, string> {
  return { [`${domain}/team`]: name };
}

function costCenter({ platform, team }: ServiceFacts): Record<string, string> {
  return { [`${platform.domain}/cost-center`]: team.costCenter };
}

/** What selects the objects of a service, and its Applications. */
function selectorOf({ name }: ServiceFacts): string {
  return Object.entries(anyPods(name))
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}
