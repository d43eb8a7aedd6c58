import { schemaKeywords } from '../../core/limit-forms';
import type { Form } from '../../core/settings';
import { MEASUREMENTS_SETTINGS, ASKED_SETTINGS, OBJECTIVE_SETTINGS, SCORECARD_SETTINGS } from '../scorecard/settings';
import { REPORTS_CONFIG_SETTINGS, SERVICE_CONFIG_SETTINGS } from './config-settings';
import { CONFIG_FILE } from './parse';

/** The tables that lists of objects have. */
const NESTED = [SERVICE_CONFIG_SETTINGS, OBJECTIVE_SETTINGS, ASKED_SETTINGS, MEASUREMENTS_SETTINGS] as const;

/** What a table says of its settings. */
interface Documented {
  documentedForms(): { readonly key: string; readonly form: Form; readonly text: string; readonly required: boolean }[];
}

/** The JSON schema of the configuration, for editors. @see https://json-schema.org/draft/2020-12 */
export function configSchema(): object {
  const { properties, ...schema } = schemaOf(REPORTS_CONFIG_SETTINGS);
  const scorecard = { description: 'What golden-path scorecard and golden-path report read', ...schemaOf(SCORECARD_SETTINGS) };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: CONFIG_FILE,
    ...schema,
    properties: { ...properties, scorecard },
  };
}

interface ObjectSchema {
  readonly type: 'object';
  readonly additionalProperties: false;
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, object>>;
}

function schemaOf(table: Documented): ObjectSchema {
  const entries = table.documentedForms();
  return {
    type: 'object',
    additionalProperties: false,
    required: entries.filter(({ required }) => required).map(({ key }) => key),
    properties: Object.fromEntries(entries.map(({ key, form, text }) => [key, { description: text, ...typeOf(form) }])),
  };
}

function typeOf(form: Form): object {
  if (form.kind === 'value') return schemaKeywords(form.limit);
  if (form.kind === 'list') return { type: 'array', items: schemaKeywords(form.limit) };
  const nested = NESTED.find((table) => form.kind === 'propsList' && table === form.table);
  return { type: 'array', ...(nested && { items: schemaOf(nested) }) };
}
