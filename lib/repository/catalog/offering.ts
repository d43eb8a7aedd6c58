import type { Json } from '../../core/json';
import { toYaml } from '../../core/yaml';
import type { Platform } from '../../platform/platform';
import type { Team } from '../../platform/team';
import { repositoryUrl, sourceLocation } from './annotations';
import { Lifecycle } from './catalog-entry-props';
import { entityName, entityOf, ownerOf } from './entity';
import type { Entity, Metadata } from './entity';
import type { RoadmapItem } from './platform-catalog-props';

/** What the entities of a platform's offering follow from. */
export interface Offered {
  readonly platform: Platform;
  /** The team that owns it. */
  readonly team: Team;
  readonly system: string;
  /** The repository of the platform team's own code. */
  readonly slug: string;
  readonly roadmap: readonly RoadmapItem[];
  /** The definitions of what services can request, as the cluster gets them. */
  readonly definitions: readonly Json[];
}

/** What a definition says of requests; in Crossplane 1.x a request is a claim. */
interface Definition {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly names: { readonly kind: string }; readonly claimNames?: { readonly kind: string } };
}

const ROADMAP = 'platform-roadmap';

/** The parts of the platform as components, and what services can request as APIs. */
export function offering(offered: Offered): Entity[] {
  const apis = offered.definitions.map((definition) => requestApi(offered, definition));
  return [
    ...system(offered),
    part(offered, 'library', {
      name: 'golden-path-constructs',
      title: '@golden-path/constructs',
      description: 'The constructs that describe a service in a few lines',
    }),
    part(offered, 'helm-chart', {
      name: 'golden-path-chart',
      title: 'common',
      description: `The chart that the charts of all services depend on, in ${offered.platform.chartRepository}`,
    }),
    ...(apis.length === 0 ? [] : [part(offered, 'service', DATA_PLATFORM, { providesApis: apis.map(({ metadata }) => metadata.name) })]),
    ...apis,
    ...roadmapOf(offered),
  ];
}

const DATA_PLATFORM: Metadata = {
  name: 'data-platform',
  title: 'Data platform',
  description: 'Serves the requests of services for databases, caches and buckets',
};

function system({ platform, system: name, team }: Offered): Entity[] {
  if (platform.catalog.systems!.some((declared) => declared.name === name)) return [];
  const metadata = { name, description: `What the platform team of ${platform.organization} offers to other teams` };
  return [entityOf('System', metadata, { owner: ownerOf(team) })];
}

function part(offered: Offered, type: string, metadata: Metadata, spec: Readonly<Record<string, unknown>> = {}): Entity {
  const { platform, slug, system: ofSystem, team } = offered;
  const annotations = { 'backstage.io/source-location': sourceLocation(platform, slug), 'github.com/project-slug': slug };
  const links = [{ url: repositoryUrl(platform, slug), title: 'Repository', icon: 'github' }];
  const common = { type, lifecycle: Lifecycle.PRODUCTION, owner: ownerOf(team), system: ofSystem };
  return entityOf('Component', { ...metadata, annotations, links }, { ...common, ...spec });
}

/** A catalog shows the definition of an API that it has no viewer for as text. */
function requestApi({ system: ofSystem, team }: Offered, definition: Json): Entity {
  const { metadata, spec } = definition as unknown as Definition;
  const { kind } = spec.claimNames ?? spec.names;
  return entityOf(
    'API',
    { name: entityName(metadata.name), title: kind, description: `Requests of the kind ${kind}, which Crossplane serves` },
    { type: 'crossplane-xrd', lifecycle: Lifecycle.PRODUCTION, owner: ownerOf(team), system: ofSystem, definition: toYaml(definition) },
  );
}

/** The roadmap as a component, with what is planned as its parts. */
function roadmapOf(offered: Offered): Entity[] {
  if (offered.roadmap.length === 0) return [];
  const { system: ofSystem, team } = offered;
  const items = offered.roadmap.map(({ description, due, name, title }) =>
    entityOf('Component', { name, title, description, tags: due === undefined ? [] : [due] }, {
      type: 'roadmap-item',
      lifecycle: 'planned',
      owner: ownerOf(team),
      system: ofSystem,
      subcomponentOf: `component:${ROADMAP}`,
    }),
  );
  const roadmap = { name: ROADMAP, title: 'Platform roadmap', description: 'What the platform team plans' };
  return [part(offered, 'documentation', roadmap), ...items];
}
