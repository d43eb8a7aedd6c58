import { byCode } from '../../core/by-code';
import { Fields } from '../client/shape';
import { DEPLOYMENT_KINDS, OUTCOMES } from './facts';
import type { Fact, Missing } from './facts';

/** A line of a file of facts: a fact, or something that could not be read. */
export type Line = Fact | (Missing & { readonly fact: 'missing' });

/** A line of newline-delimited JSON, its fields sorted. */
export function lineOf(line: Line): string {
  return `${JSON.stringify(Object.fromEntries(Object.entries(line).sort(([one], [other]) => byCode(one, other))))}\n`;
}

/** What a value in JSON says. Throws WrongShape if it lacks what figures are computed from. */
export function readLine(value: unknown): Line {
  const item = new Fields(value, 'it');
  const kind = item.word('fact', ['deployment', 'change', 'incident', 'missing']);
  CHECKS[kind](item);
  return value as Line;
}

const texts = (...names: readonly string[]) => (item: Fields) => names.forEach((name) => item.text(name));

const CHECKS: Readonly<Record<Line['fact'], (item: Fields) => void>> = {
  deployment: (item) => {
    texts('service', 'team', 'id')(item);
    item.word('kind', DEPLOYMENT_KINDS);
    item.time('startedAt');
    if (['succeeded', 'failed'].includes(item.word('outcome', OUTCOMES))) item.time('finishedAt');
    item.texts('repairs');
  },
  change: (item) => {
    texts('service', 'team', 'deployment')(item);
    item.time('writtenAt');
  },
  incident: (item) => {
    texts('service', 'team', 'id')(item);
    item.time('startedAt');
    item.optionalTime('resolvedAt');
  },
  missing: texts('where', 'what', 'why'),
};
