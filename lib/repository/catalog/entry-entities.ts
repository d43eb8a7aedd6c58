import { COMPANIONS } from '../../data/companions';
import type { OwnedData } from '../../stack/stack-context';
import { annotationsOf, teamLabel } from './annotations';
import { Lifecycle } from './catalog-entry-props';
import { entityOf, ownerOf } from './entity';
import type { Entity, Made } from './entity';
import { resourceType, sorted } from './entry';
import type { Entries, Entry, NamedApi } from './entry';
import { platformLinks } from './links';

/** The entities of an entry: the component, its APIs and its data. */
export function entitiesOf(entries: Entries, entry: Entry): Made[] {
  const { construct, service } = entry;
  const resources = service.data.flatMap((data) => {
    const type = resourceType(data.kind);
    return type === undefined ? [] : [{ entity: resource(entries, entry, data, type), construct: data.construct }];
  });
  return [
    { entity: component(entries, entry), construct },
    ...entry.apis.map((api) => ({ entity: apiEntity(entry, api), construct })),
    ...resources,
  ];
}

/** @see https://backstage.io/docs/features/software-catalog/descriptor-format#kind-component */
function component(entries: Entries, entry: Entry): Entity {
  const { apis, props, service, slug } = entry;
  const { description, labels, links = [], system, tags = [], title, type = 'service' } = props;
  const metadata = {
    name: service.name,
    title,
    description,
    labels: { ...teamLabel(service.platform, service.team), ...labels },
    annotations: annotationsOf({ service, slug, entry: props }),
    tags: sorted(tags),
    links: [...platformLinks(service, slug), ...links],
  };
  return entityOf('Component', metadata, {
    type,
    lifecycle: lifecycleOf(entry),
    owner: ownerOf(service.team),
    system,
    providesApis: sorted(apis.map(({ name }) => name)),
    consumesApis: entries.consumedBy(entry),
    dependsOn: entries.dependenciesOf(entry),
  });
}

/** @see https://backstage.io/docs/features/software-catalog/descriptor-format#kind-api */
function apiEntity(entry: Entry, { definition, description, lifecycle, name, title, type }: NamedApi): Entity {
  const { props, service } = entry;
  return entityOf('API', { name, title, description, labels: teamLabel(service.platform, service.team) }, {
    type,
    lifecycle: lifecycle ?? lifecycleOf(entry),
    owner: ownerOf(service.team),
    system: props.system,
    // The catalog reads the file from the repository whenever it reads the entry.
    definition: { $text: definition.includes('://') || definition.startsWith('./') ? definition : `./${definition}` },
  });
}

/** @see https://backstage.io/docs/features/software-catalog/descriptor-format#kind-resource */
function resource(entries: Entries, entry: Entry, data: OwnedData, type: string): Entity {
  const { props, service } = entry;
  const name = entries.resourceName(entry, data);
  const summary = COMPANIONS.find(({ kind }) => kind.name === data.kind)?.summary;
  const metadata = {
    name,
    title: name === data.name ? undefined : data.name,
    description: summary ?? `The ${data.kind} of ${service.name}`,
    labels: teamLabel(service.platform, service.team),
  };
  return entityOf('Resource', metadata, { type, owner: ownerOf(service.team), system: props.system });
}

function lifecycleOf({ props, service }: Entry): Lifecycle {
  const isInProduction = service.environments.some(({ production }) => production);
  return props.lifecycle ?? (isInProduction ? Lifecycle.PRODUCTION : Lifecycle.EXPERIMENTAL);
}
