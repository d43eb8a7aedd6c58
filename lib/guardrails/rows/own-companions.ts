import { show } from '../../core/problems';
import type { OwnGuardrail } from '../expectations';
import { valueAt } from '../model/blocks';
import { shown } from '../model/unreadable';
import { DATA } from './row';

/** What companions guarantee of their own resources, as their own data has it. */
export const COMPANION_GUARDRAILS = {
  argument: {
    id: 'own.companion',
    chapter: DATA,
    on: 'what a companion guarantees of its resources',
    path: 'the argument that it names',
    rule: ({ argument, value, rule }) => `${String(rule)}: ${String(argument)} = ${show(value)}`,
    breach: (body, { argument, value }) => {
      const actual = valueAt(body, String(argument));
      return actual === value ? undefined : `${String(argument)}: ${shown(actual)}`;
    },
  },
} satisfies Readonly<Record<string, OwnGuardrail>>;
