import type { IConstruct } from 'constructs';
import type { Problem } from '../../core/problems';
import { COMPANIONS } from '../../data/companions';
import { DependencyKind } from '../../service/dependency-kind';
import { merged } from '../merge';
import type { Said } from '../merge';
import type { CatalogApi, CatalogEntryProps } from './catalog-entry-props';
import { ApiType } from './catalog-entry-props';
import { entityName } from './entity';
import { dataKey } from './services';
import type { ServiceFacts, Used } from './services';

/** What the stacks of a service say of its entry, as it was given. */
export type EntryProps = Omit<CatalogEntryProps, 'service'>;

/** The entry of a service, put together from all of its stacks. */
export interface Entry {
  readonly construct: IConstruct;
  readonly service: ServiceFacts;
  readonly props: EntryProps;
  readonly apis: readonly NamedApi[];
  /** The repository of its code. */
  readonly slug: string;
  readonly conflicts: readonly Problem[];
}

/** An API whose name is known. */
export type NamedApi = CatalogApi & { readonly name: string };

/** Puts an entry together. */
export function entryOf(service: ServiceFacts, said: readonly Said<EntryProps>[]): Entry {
  const named = said.map(({ construct, props: own }) => ({ construct, props: withNames(service, own) }));
  const { props, conflicts } = merged(named, 'entry of the catalog');
  return {
    construct: said[0].construct,
    service,
    props,
    apis: (props.apis ?? []) as NamedApi[],
    slug: props.repository ?? defaultSlug(service, service.name),
    conflicts,
  };
}

/** The repository that a service has unless it says so. */
export function defaultSlug({ platform }: Pick<ServiceFacts, 'platform'>, service: string): string {
  return `${platform.organization}/${service}`;
}

/** The type of the catalog's Resource for data of a kind; nothing if the catalog does not list it. */
export function resourceType(kind: string): string | undefined {
  const companion = COMPANIONS.find((each) => each.kind.name === kind);
  return companion ? companion.catalogType : kind;
}

/** The entries of an app, which refer to each other. */
export class Entries {
  private readonly byService: ReadonlyMap<string, Entry>;
  private readonly ownerOf: ReadonlyMap<string, Entry>;

  public constructor(public readonly list: readonly Entry[]) {
    this.byService = new Map(list.map((entry) => [entry.service.name, entry]));
    this.ownerOf = new Map(list.flatMap((entry) => entry.service.data.map((data) => [dataKey(data), entry] as const)));
  }

  /** The name of data in the catalog, as an entry refers to it. */
  public resourceName(entry: Entry, data: Used): string {
    const key = dataKey(data);
    const named = entry.props.resourceNames?.[key] ?? this.ownerOf.get(key)?.props.resourceNames?.[key];
    return named ?? entityName(data.name);
  }

  /** What a service depends on, by reference. */
  public dependenciesOf(entry: Entry): string[] {
    const connected = entry.service.uses.flatMap((used) => {
      if (used.kind === DependencyKind.SERVICE.name) return [`component:${used.name}`];
      return resourceType(used.kind) === undefined ? [] : [`resource:${this.resourceName(entry, used)}`];
    });
    return sorted([...connected, ...(entry.props.dependsOn ?? [])]);
  }

  /**
   * The APIs that a service consumes: those of the services that it calls, those for messages of the services whose topics it
   * uses, and those that its team names.
   */
  public consumedBy(entry: Entry): string[] {
    const connected = entry.service.uses.flatMap((used) => {
      if (used.kind === DependencyKind.SERVICE.name) return this.apisOf(this.byService.get(used.name), false);
      const owner = this.ownerOf.get(dataKey(used));
      return resourceType(used.kind) === 'topic' && owner !== entry ? this.apisOf(owner, true) : [];
    });
    return sorted([...connected, ...(entry.props.consumesApis ?? [])]);
  }

  private apisOf(entry: Entry | undefined, forMessages: boolean): string[] {
    const apis = entry?.apis ?? [];
    return apis.filter(({ type }) => (type === ApiType.ASYNCAPI) === forMessages).map(({ name }) => name);
  }
}

/** Each once, in the order of the alphabet. */
export function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}

function withNames({ name }: ServiceFacts, props: EntryProps): EntryProps {
  return { ...props, ...(props.apis && { apis: props.apis.map((api) => ({ ...api, name: api.name ?? entityName(`${name}-api`) })) }) };
}
