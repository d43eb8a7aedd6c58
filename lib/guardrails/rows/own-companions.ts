import { canonical } from '../../core/canonical';
import { show } from '../../core/problems';
import type { OwnGuardrail } from '../expectations';
import { parseStrictJson } from '../iam/strict-json';
import { valueAt } from '../model/blocks';
import { shown } from '../model/unreadable';
import { DATA } from './row';

/** The guarantees that a companion gives for its resources as data. */
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

/** Whether two values are the same. JSON is compared by content, because AWS and Terraform format it differently. */
function isSame(actual: unknown, value: unknown): boolean {
  if (actual === value) return true;
  const [one, other] = [actual, value].map(contentOf);
  return one !== undefined && one === other;
}

/** The content of a JSON object as canonical text; nothing for any other value. */
function contentOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || !value.trim().startsWith('{')) return undefined;
  try {
    return canonical(parseStrictJson(value));
  } catch {
    return undefined;
  }
}
