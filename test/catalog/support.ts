import * as path from 'node:path';
import * as model from '@backstage/catalog-model';
import { CatalogEntry, MicroserviceInfra, ServiceStack } from '@golden-path/constructs';
import type { CatalogEntryProps, CatalogSettings, Platform, PlatformProps } from '@golden-path/constructs';
import { App } from 'cdktf';
import { loadAll } from 'js-yaml';
import { filesIn } from '../support/golden';
import { anEnvironment, aPlatform } from '../support/platform';
import { temporaryFolder } from '../support/synth';
import type { Json } from '../support/synth';

export const SETTINGS: CatalogSettings = {
  domains: [{ name: 'commerce', owner: 'payments' }],
  systems: [{ name: 'shop', owner: 'payments', domain: 'commerce' }],
};

/** A platform with a catalog. */
export function catalogPlatform(catalog: CatalogSettings = SETTINGS, props: Partial<PlatformProps> = {}): Platform {
  return aPlatform({ catalog, ...props });
}

/** The files of repositories that an app writes, by their path. */
export function repositoriesOf(build: (app: App) => void): Record<string, string> {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  build(app);
  app.synth();
  return filesIn(path.join(outdir, 'repository'));
}

/** The entities of a file. */
export function entitiesIn(text: string): Json[] {
  return loadAll(text) as Json[];
}

/** Files without entities: workflows, pages, rules, templates, and what a template copies from a skeleton, which is none yet. */
const OTHER_FILES = /\/skeleton|\/\.github\/|\/docs\/|\/observability\/|template\.yaml$/;

/** The entities in the files of all repositories. */
export function entitiesOfFiles(files: Readonly<Record<string, string>>): Json[] {
  return Object.entries(files).flatMap(([file, text]) => (OTHER_FILES.test(file) ? [] : entitiesIn(text)));
}

/** The entities of an app, by kind and name. */
export function entitiesOf(build: (app: App) => void): Record<string, Json> {
  const all = entitiesOfFiles(repositoriesOf(build));
  return Object.fromEntries(all.map((entity) => [`${entity.kind} ${entity.metadata.name}`, entity]));
}

/** What a test says of a service with an entry. */
export interface EntryOptions {
  readonly platform?: Platform;
  readonly environments?: readonly string[];
  readonly name?: string;
  readonly teamName?: string;
  readonly entry?: Partial<CatalogEntryProps> | ((environment: string) => Partial<CatalogEntryProps>);
  readonly build?: (service: MicroserviceInfra, environment: string) => void;
}

/** A service with an entry, in each of some environments. */
export function addService(app: App, options: EntryOptions = {}): MicroserviceInfra[] {
  const { build, entry = {}, environments = ['staging', 'production'], name = 'checkout', platform = catalogPlatform(), teamName = 'payments' } = options;
  return environments.map((environment) => {
    const stack = new ServiceStack(app, `${name}-${environment}`, { platform, environment });
    const service = new MicroserviceInfra(stack, 'Infra', { serviceName: name, teamName });
    build?.(service, environment);
    const props = typeof entry === 'function' ? entry(environment) : entry;
    new CatalogEntry(stack, 'Catalog', { service, description: 'Takes orders', ...props });
    return service;
  });
}

/** The entities of one service. */
export function serviceEntities(options: EntryOptions = {}): Record<string, Json> {
  return entitiesOf((app) => void addService(app, options));
}

/** A platform whose one environment is not a production one. */
export const stagingOnly = () => catalogPlatform(SETTINGS, { environments: [anEnvironment()] });

const POLICY = model.EntityPolicies.allOf([
  new model.SchemaValidEntityPolicy(),
  new model.DefaultNamespaceEntityPolicy(),
  new model.NoForeignRootFieldsEntityPolicy(),
  new model.FieldFormatEntityPolicy(),
]);

const KINDS: Readonly<Record<string, model.KindValidator>> = {
  API: model.apiEntityV1alpha1Validator,
  Component: model.componentEntityV1alpha1Validator,
  Domain: model.domainEntityV1alpha1Validator,
  Group: model.groupEntityV1alpha1Validator,
  Location: model.locationEntityV1alpha1Validator,
  Resource: model.resourceEntityV1alpha1Validator,
  System: model.systemEntityV1alpha1Validator,
};

/** Why a catalog would not take an entity; nothing if it does. It reads a definition's file first. */
export async function refusal(entity: Json): Promise<string | undefined> {
  const read = entity.spec?.definition?.$text === undefined ? entity : { ...entity, spec: { ...entity.spec, definition: 'what the file says' } };
  try {
    await POLICY.enforce(read);
    return (await KINDS[read.kind].check(read)) ? undefined : `${read.apiVersion} ${read.kind} is none of the catalog's kinds`;
  } catch (error) {
    return (error as Error).message;
  }
}

/** The fields by which the catalog relates entities, with the kind that a reference without one means. */
const RELATIONS: Readonly<Record<string, string>> = {
  owner: 'Group', system: 'System', domain: 'Domain', parent: 'Group', children: 'Group', subcomponentOf: 'Component',
  dependsOn: 'Component', providesApis: 'API', consumesApis: 'API',
};

/** Every relation of some entities, as the catalog reads references. */
export function relationsIn(entities: readonly Json[]): { readonly from: string; readonly field: string; readonly to: string }[] {
  return entities.flatMap((entity) =>
    Object.entries(RELATIONS).flatMap(([field, defaultKind]) =>
      [entity.spec[field] ?? []].flat().map((reference: string) => ({
        from: model.stringifyEntityRef(entity),
        field,
        to: model.stringifyEntityRef(model.parseEntityRef(reference, { defaultKind, defaultNamespace: 'default' })),
      })),
    ),
  );
}

/** The references of some entities. */
export function referencesOf(entities: readonly Json[]): string[] {
  return entities.map((entity) => model.stringifyEntityRef(entity));
}
