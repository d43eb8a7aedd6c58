import type { IConstruct } from 'constructs';
import type { Json } from '../../core/json';
import type { Problem } from '../../core/problems';
import type { Platform } from '../../platform/platform';
import type { StackContext } from '../../stack/stack-context';
import { merged } from '../merge';
import type { Said } from '../merge';
import type { Entity } from './entity';
import { defaultSlug, sorted } from './entry';
import type { Entry } from './entry';
import { groupEntities } from './groups';
import { CATALOG_FILE, ownFiles, serviceEntries } from './locations';
import { offering } from './offering';
import { areas } from './organization';
import { PLATFORM_CATALOG_SETTINGS } from './platform-catalog-props';
import type { PlatformCatalogProps } from './platform-catalog-props';

/** The catalog of the platform team, as the stacks of all environments make it. */
export interface PlatformCatalogFiles {
  readonly construct: IConstruct;
  readonly files: readonly CatalogFile[];
  readonly conflicts: readonly Problem[];
}

/** A file with entities. */
export interface CatalogFile {
  readonly path: string;
  readonly entities: readonly Entity[];
}

/** What one construct says, and where it stands. */
export type SaidOfPlatform = Said<PlatformCatalogProps> & { readonly context: StackContext };

/** Puts the platform's files together. */
export function platformFiles(
  said: readonly SaidOfPlatform[],
  entries: readonly Entry[],
  targets: readonly string[],
): PlatformCatalogFiles {
  const { conflicts, props } = merged(said, 'entry of the catalog');
  const { groups, importedGroups, locations, repository, roadmap, system } = PLATFORM_CATALOG_SETTINGS.resolveAll(props);
  const { platform, owner } = said[0].context;
  const slug = repository ?? `${platform.organization}/platform`;
  const offered = { platform, team: owner!.team, system, slug, roadmap, definitions: definitionsOf(said) };
  const parts = [
    { path: 'groups.yaml', entities: importedGroups ? [] : groupEntities(platform, groups) },
    { path: 'systems.yaml', entities: areas(platform) },
    { path: 'offering.yaml', entities: offering(offered) },
    { path: 'services.yaml', entities: listed(platform, entries, locations) },
  ].filter(({ entities }) => entities.length > 0);
  const all = { path: CATALOG_FILE, entities: [ownFiles([...parts.map(({ path }) => `./${path}`), ...targets])] };
  return { construct: said[0].construct, files: [all, ...parts], conflicts };
}

/** The services of this app and of other repositories. */
function listed(platform: Platform, entries: readonly Entry[], more: readonly string[]): Entity[] {
  const own = entries.map(({ service }) => service.name);
  const others = platform.catalog.services!.filter((name) => !own.includes(name)).map((name) => defaultSlug({ platform }, name));
  const slugs = sorted([...entries.map(({ slug }) => slug), ...others]);
  return slugs.length + more.length === 0 ? [] : [serviceEntries(platform, slugs, more)];
}

/** The definitions of production environments, unless there is none: services request what they serve. */
function definitionsOf(said: readonly SaidOfPlatform[]): Json[] {
  const inProduction = said.filter(({ context }) => context.environment.production);
  const byName = new Map<string, Json>();
  for (const { context } of inProduction.length > 0 ? inProduction : said) {
    for (const { body } of context.manifests.render(context.owner!).documents) {
      if (body.kind === 'CompositeResourceDefinition') byName.set(String((body.metadata as Json).name), body);
    }
  }
  return [...byName.keys()].sort().map((name) => byName.get(name)!);
}
