import { schemaKeywords } from '../../core/limit-forms';
import { REPORTS_CONFIG_SETTINGS, SERVICE_CONFIG_SETTINGS } from './config-settings';
import { CONFIG_FILE, OTHER_REPORTS } from './parse';

const TABLES = { config: REPORTS_CONFIG_SETTINGS, service: SERVICE_CONFIG_SETTINGS };

type Table = (typeof TABLES)[keyof typeof TABLES];

/** The JSON schema of the configuration, for editors. @see https://json-schema.org/draft/2020-12 */
export function configSchema(): object {
  const { properties, ...schema } = schemaOf(TABLES.config);
  const others = OTHER_REPORTS.map((key) => [key, { type: 'object', description: `what golden-path ${key} reads` }] as const);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: CONFIG_FILE,
    ...schema,
    properties: { ...properties, ...Object.fromEntries(others) },
  };
}

interface ObjectSchema {
  readonly type: 'object';
  readonly additionalProperties: false;
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, object>>;
}

function schemaOf(table: Table): ObjectSchema {
  const entries = table.documentedForms();
  return {
    type: 'object',
    additionalProperties: false,
    required: entries.filter(({ required }) => required).map(({ key }) => key),
    properties: Object.fromEntries(entries.map(({ key, form, text }) => [key, { description: text, ...typeOf(form) }])),
  };
}

function typeOf(form: ReturnType<Table['documentedForms']>[number]['form']): object {
  if (form.kind === 'value') return schemaKeywords(form.limit);
  if (form.kind === 'list') return { type: 'array', items: schemaKeywords(form.limit) };
  return { type: 'array', items: schemaOf(TABLES.service) };
}
