import type { IConstruct } from 'constructs';
import { PerApp } from '../../core/per-app';
import type { Problem } from '../../core/problems';
import { show } from '../../core/problems';
import { toYaml } from '../../core/yaml';
import { Preflight } from '../../output/preflight';
import type { RepositoryContribution, RepositoryFile } from '../../output/repository-tree';
import { PLATFORM } from '../../platform/ownership';
import { Platform } from '../../platform/platform';
import type { Said } from '../merge';
import { clashes, dangling, refusedFormats } from './checks';
import { canonical } from './entity';
import type { Entity, Made } from './entity';
import { Entries, entryOf } from './entry';
import type { Entry, EntryProps } from './entry';
import { entitiesOf } from './entry-entities';
import { CATALOG_FILE } from './locations';
import { platformFiles } from './platform-files';
import type { PlatformCatalogFiles, SaidOfPlatform } from './platform-files';
import { dataKey, servicesOf } from './services';

/** The whole catalog of an app. */
interface Whole {
  readonly entries: readonly { readonly entry: Entry; readonly made: readonly Made[] }[];
  readonly platform?: PlatformCatalogFiles;
}

/** The catalog of an app: the stacks of a service write one entry together, and entries refer to each other. */
export class Catalog {
  private static readonly perApp = new PerApp((root) => new Catalog(root));

  /** The catalog of the app that a construct belongs to. */
  public static of(construct: IConstruct): Catalog {
    return Catalog.perApp.of(construct);
  }

  private readonly said = new Map<string, Said<EntryProps>[]>();
  private readonly saidOfPlatform: SaidOfPlatform[] = [];
  private readonly targets: string[] = [];

  private constructor(private readonly root: IConstruct) {
    Preflight.of(root).addCheck(() => this.problems(), 'InvalidRule');
    Preflight.of(root).addRepositoryFiles(() => this.contribution());
  }

  /** Adds what one stack says of the entry of a service. */
  public addEntry(serviceName: string, said: Said<EntryProps>): void {
    this.said.set(serviceName, [...(this.said.get(serviceName) ?? []), said]);
  }

  /** Adds what one stack says of the platform's own catalog. */
  public addPlatform(said: SaidOfPlatform): void {
    this.saidOfPlatform.push(said);
  }

  /**
   * Adds a file of the platform's repository with entities, such as a Template, which the platform's catalog then lists.
   *
   * @param path relative to the folder `catalog` of that repository
   */
  public addTarget(path: string): void {
    if (!this.targets.includes(path)) this.targets.push(path);
  }

  private whole(): Whole {
    const services = servicesOf(this.root);
    const list = [...this.said].flatMap(([name, said]) => (services.has(name) ? [entryOf(services.get(name)!, said)] : []));
    const entries = new Entries(list);
    return {
      entries: list.map((entry) => ({ entry, made: entitiesOf(entries, entry) })),
      platform: this.saidOfPlatform.length === 0 ? undefined : platformFiles(this.saidOfPlatform, list, [...this.targets].sort()),
    };
  }

  private problems(): Problem[] {
    const { entries, platform } = this.whole();
    const ofPlatform = platform ? platform.files.flatMap(({ entities }) => entities) : [];
    const all = [
      ...entries.flatMap(({ made }) => made),
      ...ofPlatform.map((entity) => ({ entity, construct: platform!.construct })),
    ];
    const externals = new Map(entries.flatMap(({ entry, made }) => made.map((each) => [each, entry.props.externals ?? []] as const)));
    const elsewhere = ({ construct }: Made, own: readonly string[]) =>
      new Set([...knownTo(Platform.of(construct)), ...own.map((reference) => canonical(reference, 'component'))]);
    return [
      ...refusedFormats(all),
      ...clashes(all),
      ...dangling(all, (made) => elsewhere(made, externals.get(made) ?? [])),
      ...entries.flatMap(({ entry }) => unusedNames(entry)),
    ];
  }

  private contribution(): RepositoryContribution {
    const { entries, platform } = this.whole();
    const files = entries.map(({ entry, made }): RepositoryFile => ({
      repository: entry.service.name,
      path: CATALOG_FILE,
      text: documents(made.map(({ entity }) => entity)),
      owner: entry.construct,
      managed: true,
    }));
    const ofPlatform = (platform?.files ?? []).map(({ entities, path }): RepositoryFile => ({
      repository: PLATFORM,
      path: `catalog/${path}`,
      text: documents(entities),
      owner: platform!.construct,
      managed: true,
    }));
    return {
      files: [...files, ...ofPlatform],
      conflicts: [...entries.flatMap(({ entry }) => entry.conflicts), ...(platform?.conflicts ?? [])],
    };
  }
}

/** Every reference that a platform vouches for, as the catalog compares it. */
function knownTo({ catalog, teams }: Platform): string[] {
  const { domains = [], externals = [], services = [], systems = [] } = catalog;
  // A team may reserve names by what they begin with, which says nothing of a service; a whole name is one.
  const reserved = teams.flatMap((team) => team.services.filter((name) => !name.endsWith('*')));
  return [
    ...teams.map(({ catalogGroup }) => canonical(catalogGroup, 'group')),
    ...domains.map(({ name }) => canonical(name, 'domain')),
    ...systems.map(({ name }) => canonical(name, 'system')),
    ...[...services, ...reserved].map((name) => canonical(name, 'component')),
    ...externals.map((reference) => canonical(reference, 'component')),
  ];
}

/** A name for data that the service neither has nor uses would silently have no effect. */
function unusedNames({ construct, props, service }: Entry): Problem[] {
  const keys = [...service.data, ...service.uses].map(dataKey);
  return Object.keys(props.resourceNames ?? {})
    .filter((key) => !keys.includes(key))
    .map((key) => ({
      path: `${construct.node.path}: resourceNames`,
      got: show(key),
      allowed: `data that the service has or uses, by kind and name: ${keys.map(show).join(', ') || 'none'}`,
      fix: 'remove it, or write the kind and the name of the data',
    }));
}

function documents(entities: readonly Entity[]): string {
  return entities.map(toYaml).join('---\n');
}
