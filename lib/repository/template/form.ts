import { openApiSchema } from '../../core/limit-forms';
import type { Limit } from '../../core/limits';
import type { NameForm } from '../../data/shared/companion-description';
import type { Platform } from '../../platform/platform';
import type { ServiceLanguage } from '../skeletons/service-language';
import { LANGUAGES } from '../skeletons/service-language';
import { serviceLimits } from '../skeletons/service-limits';
import type { ServiceLimits } from '../skeletons/service-limits';
import { NONE } from '../skeletons/service-values';
import type { ServiceValues } from '../skeletons/service-values';
import { dataClaims, serviceClaims } from './claims';
import type { Schema } from './claims';
import { ownersOf } from './owners';

/** What somebody fills in. */
export interface FormAnswers extends Omit<ServiceValues, 'group' | 'organization' | 'team'> {
  /** The reference of the owner's group. */
  readonly owner: string;
  /** Absent if the template has only one. */
  readonly language?: string;
}

/** What a form offers, besides what the platform says. */
export interface FormOptions {
  /** The languages to choose from; with one there is nothing to choose. */
  readonly languages: readonly ServiceLanguage[];
  readonly limits?: ServiceLimits;
}

/**
 * The pages of the form, as JSON schemas.
 *
 * @see https://backstage.io/docs/features/software-templates/writing-templates#specparameters---formstep--formstep
 * @see https://backstage.io/docs/features/software-templates/ui-options-examples
 */
export function formPages(platform: Platform, { languages, limits = serviceLimits(platform) }: FormOptions): Schema[] {
  return [servicePage(platform, limits, languages), networkPage(limits), dataPage(platform, limits)];
}

function servicePage(platform: Platform, limits: ServiceLimits, languages: readonly ServiceLanguage[]): Schema {
  const { description, name, system } = limits;
  const choice: Record<string, Schema> = languages.length > 1 ? { language: languageField(languages) } : {};
  return page('The service', 'What it is called, what it is for, and who owns it.', {
    required: ['name', 'owner', 'description', ...Object.keys(choice)],
    properties: {
      name: {
        ...field('Name', name.limit, 'The service, its repository and its namespaces have this name'),
        'ui:autofocus': true,
        ...never(name),
      },
      owner: ownerField(platform),
      description: withExample(description, field('Description', description, 'What it is for, as the catalog shows it')),
      ...systemField(platform, system),
      ...choice,
    },
    rules: serviceClaims(platform),
  });
}

function networkPage({ host, port, takenPort }: ServiceLimits): Schema {
  return page('Network', 'How it is reached.', {
    required: ['port'],
    properties: {
      port: {
        ...field('Port', port, `The port that it serves; ${takenPort} is that of its metrics`),
        'default': 8080,
        'ui:widget': 'updown',
        'not': { const: takenPort },
      },
      host: withExample(
        host,
        field('Host', host, 'Only if it is called from outside the cluster. Environments put their name before it, except production'),
      ),
    },
    rules: [],
  });
}

function dataPage(platform: Platform, limits: ServiceLimits): Schema {
  return page('Data', 'What it keeps. Each environment gets its own; the service gets access, and the variables to find it.', {
    required: ['database', 'cache', 'bucket', 'topics'],
    properties: {
      database: tierField('PostgreSQL database', limits.database, platform.databaseTiers),
      cache: tierField('Redis cache', limits.cache, platform.cacheTiers),
      bucket: { title: 'Bucket', type: 'boolean', description: 'A bucket on S3, private and encrypted', default: false },
      topics: {
        'title': 'Kafka topics',
        'type': 'array',
        'description': 'Each without the name of the service: order-placed becomes <service>.order-placed',
        'items': { title: 'Topic', ...openApiSchema(limits.topic) },
        'uniqueItems': true,
        'maxItems': MOST_TOPICS,
        'default': [],
        'ui:options': { orderable: false },
      },
    },
    dependencies: {
      database: either('database', limits.database, databaseFields(limits), {
        dependencies: { oneZone: ifChecked('oneZone', reasonField(limits)) },
      }),
      cache: either('cache', limits.cache, { cacheName: nameField("The cache's name", limits.cacheName) }),
      bucket: ifChecked('bucket', { bucketName: nameField("The bucket's name", limits.bucketName) }),
    },
    rules: dataClaims(platform),
  });
}

/** More than that is a design that a form is too small for. */
const MOST_TOPICS = 20;

interface PageContent {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, Schema>>;
  readonly dependencies?: Schema;
  readonly rules: readonly Schema[];
}

function page(title: string, description: string, { required, properties, dependencies, rules }: PageContent): Schema {
  return {
    title,
    description,
    required,
    properties,
    ...(dependencies && { dependencies }),
    ...(rules.length > 0 && { allOf: rules }),
  };
}

function withExample({ example }: Limit, schema: Schema): Schema {
  return { ...schema, 'ui:placeholder': example };
}

/** One field, with what the construct allows as its help. */
function field(title: string, limit: Limit, help: string): Schema {
  const { description, ...keywords } = openApiSchema(limit);
  return { title, ...keywords, description: `${help}: ${String(description)}` };
}

function nameField(title: string, name: NameForm): Schema {
  return { ...field(title, name.limit, 'Without the environment, which is added'), ...never(name) };
}

/** The names of tiers, each with the class of its instances. */
function tierField(title: string, tier: Limit, classes: Readonly<Record<string, string>>): Schema {
  const described = tier.enum!.map((name) => (name in classes ? `${name}: ${classes[name]}` : name));
  return { ...field(title, tier, 'Its tier, which sets its size'), enumNames: described, default: NONE };
}

function never({ never: patterns }: NameForm): Schema {
  return patterns.length === 0 ? {} : { not: { anyOf: patterns.map((each) => ({ pattern: each.pattern })) } };
}

/**
 * A group of one of the platform's teams.
 *
 * @see https://backstage.io/docs/features/software-templates/ui-options-examples#ownerpicker
 */
function ownerField(platform: Platform): Schema {
  const owners = ownersOf(platform);
  const names = [...owners.values()].map(({ catalogGroup }) => catalogGroup);
  return {
    'title': 'Owner',
    'type': 'string',
    'description': 'The team that runs it',
    'enum': [...owners.keys()],
    'ui:field': 'OwnerPicker',
    'ui:options': { catalogFilter: [{ 'kind': 'Group', 'metadata.name': names }] },
  };
}

/**
 * One of the systems that the platform declares, as a service's entry in the catalog has to name one of them.
 *
 * @see https://backstage.io/docs/features/software-templates/ui-options-examples#entitypicker
 */
function systemField({ catalog: { systems = [] } }: Platform, limit: Limit): Record<string, Schema> {
  if (systems.length === 0) return {};
  const names = systems.map(({ name }) => name);
  return {
    system: {
      ...field('System', limit, 'The system that it belongs to, if any'),
      'pattern': `^(system:default/)?${limit.pattern!.replace(/^\^/, '')}`,
      'maxLength': limit.maxLength! + 'system:default/'.length,
      'enum': names.flatMap((name) => [`system:default/${name}`, name]),
      'ui:field': 'EntityPicker',
      'ui:options': {
        catalogFilter: [{ 'kind': 'System', 'metadata.name': names }],
        defaultKind: 'System',
        allowArbitraryValues: false,
      },
    },
  };
}

function languageField(languages: readonly ServiceLanguage[]): Schema {
  return {
    'title': 'Language',
    'type': 'string',
    'description': 'Each service builds, is tested, and serves metrics from the start',
    'enum': languages,
    'enumNames': languages.map((language) => `${LANGUAGES[language].title}: ${LANGUAGES[language].tools}`),
    'ui:widget': 'radio',
  };
}

/** Further fields for whoever chose one of the tiers. */
function either(name: string, tier: Limit, fields: Readonly<Record<string, Schema>>, more: Schema = {}): Schema {
  const tiers = tier.enum!.filter((each) => each !== NONE);
  const required = Object.keys(fields).filter((key) => !OPTIONAL.includes(key));
  return {
    oneOf: [
      { properties: { [name]: { const: NONE } } },
      { properties: { [name]: { enum: tiers }, ...fields }, required, ...more },
    ],
  };
}

/** Further fields for whoever checked a box. */
function ifChecked(name: string, fields: Readonly<Record<string, Schema>>): Schema {
  return {
    oneOf: [
      { properties: { [name]: { const: false } } },
      { properties: { [name]: { const: true }, ...fields }, required: Object.keys(fields) },
    ],
  };
}

function reasonField({ singleAzReason }: ServiceLimits): Readonly<Record<string, Schema>> {
  return { singleAzReason: field('Why one zone is enough', singleAzReason, 'The output shows it') };
}

/** Fields that may be left out. */
const OPTIONAL = ['oneZone'];

function databaseFields({ databaseName, storageGb }: ServiceLimits): Readonly<Record<string, Schema>> {
  return {
    databaseName: nameField("The database's name", databaseName),
    storageGb: {
      ...field('Storage in GiB', storageGb, 'It can grow, but not shrink'),
      'default': storageGb.minimum,
      'ui:widget': 'updown',
    },
    oneZone: {
      title: 'One zone is enough in production',
      type: 'boolean',
      description: 'A second zone takes over if one fails; without it, give the reason',
      default: false,
    },
  };
}
