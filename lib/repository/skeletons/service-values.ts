/** What is known of a new service: the answers of a form, or of the questions of `golden-path init --with-app`. */
export interface ServiceValues {
  /** The service's name. */
  readonly name: string;
  /** The team that owns it, as the platform names it. */
  readonly team: string;
  /** The team's group in the catalog. */
  readonly group: string;
  /** The GitHub organisation. */
  readonly organization: string;
  readonly description: string;
  /** The id of its service in PagerDuty; absent if it has none of its own. */
  readonly pagerDutyId?: string;
  /** Absent if it belongs to no system. */
  readonly system?: string;
  readonly port: number;
  /** Absent if it is called from inside the cluster only. */
  readonly host?: string;
  /** The tier of its database, or `none`. */
  readonly database: string;
  readonly databaseName?: string;
  readonly storageGb?: number;
  /** Whether the database stands in one zone in production. */
  readonly oneZone?: boolean;
  readonly singleAzReason?: string;
  /** The tier of its cache, or `none`. */
  readonly cache: string;
  readonly cacheName?: string;
  readonly bucket: boolean;
  readonly bucketName?: string;
  /** Without the service's name and the dot, which each begins with. */
  readonly topics: readonly string[];
}

/** The choice of something that a service does not have. */
export const NONE = 'none';

/** A value of a service, as a skeleton needs it. */
export type ValueName = keyof ServiceValues | 'descriptionMarkdown' | 'minute' | 'module';

/** How a value that follows from others is made: by the library, and in a template by an expression of the same meaning. */
interface Derived {
  readonly from: (values: ServiceValues) => string;
  /** The expression in a template, of an expression for each value. */
  readonly expression: (of: (name: keyof ServiceValues) => string) => string;
}

/**
 * What Markdown reads as its own, and the reference that both GitHub and Python-Markdown show as the character itself. In order:
 * what comes first must not change what comes later.
 *
 * @see https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references
 */
const MARKDOWN: readonly (readonly [character: string, reference: string])[] = [
  ['&', '&amp;'],
  ['#', '&#35;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ...[...'\\`*_[]{}|~$'].map((character) => [character, `&#${character.charCodeAt(0)};`] as const),
];

/** A prime number of minutes spreads services over the hour. */
const MINUTES = 13;

/** Values that follow from others. */
export const DERIVED: Readonly<Record<Exclude<ValueName, keyof ServiceValues>, Derived>> = {
  module: {
    from: ({ name }) => name.replaceAll('-', '_'),
    expression: (of) => `${of('name')} | replace("-", "_")`,
  },
  minute: {
    from: ({ name }) => String((name.length * MINUTES) % 60),
    expression: (of) => `(${of('name')} | length) * ${MINUTES} % 60`,
  },
  descriptionMarkdown: {
    from: ({ description }) => MARKDOWN.reduce((text, [character, reference]) => text.replaceAll(character, reference), description),
    expression: (of) =>
      [of('description'), ...MARKDOWN.map((pair) => `replace(${pair.map((text) => JSON.stringify(text)).join(', ')})`)].join(' | '),
  },
};

/** A value, or what follows from others, as a text. */
export function valueOf(values: ServiceValues, name: ValueName): unknown {
  return Object.hasOwn(DERIVED, name) ? DERIVED[name as keyof typeof DERIVED].from(values) : values[name as keyof ServiceValues];
}

/** A condition for a part of a skeleton. */
interface Condition {
  readonly holds: (values: ServiceValues) => boolean;
  /** The same in a template, of an expression for each value. */
  readonly expression: (of: (name: keyof ServiceValues) => string) => string;
}

/** The parts that a skeleton may have or not, by the word between `golden-path:begin` and the end of its line. */
export const OPTIONS = {
  'database': chosen('database'),
  'no-database': { holds: ({ database }) => database === NONE, expression: (of) => `${of('database')} == "${NONE}"` },
  'one-zone': given('oneZone'),
  'cache': chosen('cache'),
  'bucket': given('bucket'),
  'topics': { holds: ({ topics }) => topics.length > 0, expression: (of) => `${of('topics')} | length` },
  'host': given('host'),
  'system': given('system'),
  'pagerduty': given('pagerDutyId'),
} as const satisfies Readonly<Record<string, Condition>>;

/** The name of a part that a skeleton may have or not. */
export type Option = keyof typeof OPTIONS;

/** Whether a word names a part. */
export function isOption(word: string): word is Option {
  return Object.hasOwn(OPTIONS, word);
}

function chosen(name: 'cache' | 'database'): Condition {
  return { holds: (values) => values[name] !== NONE, expression: (of) => `${of(name)} != "${NONE}"` };
}

function given(name: keyof ServiceValues): Condition {
  return { holds: (values) => Boolean(values[name]), expression: (of) => of(name) };
}
