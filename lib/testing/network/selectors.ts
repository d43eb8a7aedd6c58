import { isUnread, isUnresolved } from '../references';
import { all, yesOrNo } from '../verdict';
import type { Outcome } from '../verdict';

export type Labels = Readonly<Record<string, string>>;

/** Selects by labels; an empty one selects everything. */
export interface LabelSelector {
  readonly matchLabels: Labels;
  readonly matchExpressions: readonly Requirement[];
  /** Whether a part of it is known only to Terraform. */
  readonly unread?: boolean;
}

/** One condition on the value of a label. */
interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** A missing label is in no list of values. */
const OPERATORS: Record<string, (value: string | undefined, values: readonly string[]) => boolean> = {
  In: (value, values) => value !== undefined && values.includes(value),
  NotIn: (value, values) => value === undefined || !values.includes(value),
  Exists: (value) => value !== undefined,
  DoesNotExist: (value) => value === undefined,
};

/**
 * Whether a selector selects an object with these labels: all of its conditions must hold.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function selects({ matchLabels, matchExpressions, unread }: LabelSelector, labels: Labels): Outcome {
  const needed = Object.entries(matchLabels).map(([key, value]) => ({ key, operator: 'In', values: [value] }));
  return all([...(unread ? (['depends'] as const) : []), ...[...needed, ...matchExpressions].map((each) => holds(each, labels))]);
}

/** A label or a condition that only Terraform knows can be anything. */
function holds(requirement: Requirement, labels: Labels): Outcome {
  const { key, operator, values } = requirement;
  if (isUnread([key, operator, ...values]) || isUnresolved(labels[key]) || Object.keys(labels).some(isUnresolved)) return 'depends';
  return yesOrNo(OPERATORS[operator]?.(labels[key], values) ?? false);
}

/** A selector as text. */
export function selectorText({ matchLabels, matchExpressions, unread }: LabelSelector): string {
  const labels = Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`);
  const conditions = matchExpressions.map(({ key, operator, values }) => [key, operator, values.join('|')].filter(Boolean).join(' '));
  return [...labels, ...conditions, ...(unread ? ['more that only Terraform knows'] : [])].join(', ') || 'all';
}
