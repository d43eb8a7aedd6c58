import { canonical } from '../../core/canonical';
import { show } from '../../core/problems';
import type { OwnGuardrail } from '../expectations';
import { parseStrictJson } from '../iam/strict-json';
import { valueAt } from '../model/blocks';
import { shown } from '../model/unreadable';
import { DATA } from './row';

/** What companions guarantee of their own resources, as their own data has it. */
export const COMPANION_GUARDRAILS = {
  argument: {
    id: 'own.companion',
    chapter: DATA,
    on: 'the resources of a companion',
    path: 'argument',
    rule: ({ argument, value, rule }) => `${String(rule)}: ${String(argument)} = ${show(value)}`,
    breach: (body, { argument, value }) => {
      const actual = valueAt(body, String(argument));
      return isSame(actual, value) ? undefined : `${String(argument)}: ${shown(actual)}`;
    },
  },
} satisfies Readonly<Record<string, OwnGuardrail>>;

/** Whether two values are the same; of JSON only its content counts, since AWS and Terraform format it anew. */
function isSame(actual: unknown, value: unknown): boolean {
  if (actual === value) return true;
  const [one, other] = [actual, value].map(contentOf);
  return one !== undefined && one === other;
}

/** The content of an object in JSON as a text; nothing of any other value. */
function contentOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || !value.trim().startsWith('{')) return undefined;
  try {
    return canonical(parseStrictJson(value));
  } catch {
    return undefined;
  }
}
