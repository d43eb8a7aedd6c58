import type { Limit } from '../core/limits';
import { URL_CHARACTERS, WEB_ADDRESS } from '../core/web-address';

/**
 * The name of an entity in a Backstage catalog.
 *
 * @see https://backstage.io/docs/features/software-catalog/descriptor-format#name-required
 */
export const ENTITY_NAME: Limit = {
  type: 'string',
  pattern: '^[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$',
  example: 'checkout',
  maxLength: 63,
  description: 'letters, digits, hyphens, underscores and dots, beginning and ending with a letter or digit, at most 63 characters',
};

/**
 * An API, Component or Resource of a catalog, by its reference.
 *
 * @see https://backstage.io/docs/features/software-catalog/references#string-references
 */
export const ENTITY_REFERENCE: Limit = {
  type: 'string',
  pattern: '^(api|component|resource):([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$',
  example: 'component:fraud-check',
  description: 'a reference such as component:fraud-check, api:fraud-api or resource:invoices',
};

/** The name of an entity as people read it. */
export const ENTITY_TITLE: Limit = {
  type: 'string',
  pattern: '\\S',
  example: 'Checkout',
  maxLength: 100,
  description: 'text that is not empty, at most 100 characters',
};

/** What an entity is for, in a sentence. */
export const ENTITY_DESCRIPTION: Limit = {
  type: 'string',
  pattern: '\\S',
  example: 'Takes payments by card',
  maxLength: 200,
  description: 'text that is not empty, at most 200 characters',
};

/** What stands for a fact of the service in the template of an address. */
export const PLACEHOLDERS = ['service', 'team', 'environment', 'namespace'] as const;

/** The parts of a template that look like a placeholder. */
const PLACEHOLDER = /\{([^{}]*)\}/g;

/** An address of each service. */
export const ADDRESS_TEMPLATE: Limit = {
  ...WEB_ADDRESS,
  pattern: `^https?://[${URL_CHARACTERS}{}]+$`,
  example: 'https://grafana.acme.io/d/{service}',
  description: `a URL with the placeholders ${PLACEHOLDERS.map((name) => `{${name}}`).join(', ')}, at most 2000 characters`,
  fault: (text) => {
    const unknown = [...text.matchAll(PLACEHOLDER)].find(([, name]) => !(PLACEHOLDERS as readonly string[]).includes(name));
    if (unknown) return `${unknown[0]} is none of the placeholders ${PLACEHOLDERS.map((name) => `{${name}}`).join(', ')}`;
    const filled = filledTemplate(text, { service: 'a', team: 'a', environment: 'a', namespace: 'a' });
    return /[{}]/.test(filled) || !URL.canParse(filled) ? "write a whole URL, such as 'https://grafana.acme.io/d/{service}'" : undefined;
  },
};

/** The address that a template gives. */
export function filledTemplate(template: string, values: Readonly<Record<(typeof PLACEHOLDERS)[number], string>>): string {
  return PLACEHOLDERS.reduce((text, name) => text.replaceAll(`{${name}}`, values[name]), template);
}
