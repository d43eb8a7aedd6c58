import { ATTACKS, NOT_CHECKED } from './attacks';
import type { Attack } from './attacks/entry';
import { PROMISES } from './attacks/entry';
import { outcomeOf, told } from './service-app';
import type { Outcome } from './service-app';

const groupOf = ({ name }: Attack) => name.slice(0, name.indexOf(':'));

/** Whether an attack came to what it has to come to. */
function held({ expect: expected, safe }: Attack, { refused, written }: Outcome): boolean {
  if (expected === 'allowed') return written !== undefined;
  const isSafe = written !== undefined && (safe?.(written) ?? false);
  return expected === 'safe' ? isSafe : isSafe || (refused?.problems.every(isGood) ?? false);
}

/** A problem from which a team can go on. */
const isGood = ({ path, got, allowed, fix }: { path: string; got: string; allowed: string; fix: string }) =>
  [path, got, allowed, fix].every((text) => text.trim().length > 0);

const failures: Attack[] = [];
const ran: Attack[] = [];

test.each(ATTACKS)('$name', (attack) => {
  const outcome = outcomeOf(attack.write);
  ran.push(attack);
  if (held(attack, outcome)) return expect(attack.promise in PROMISES).toBe(true);
  failures.push(attack);
  throw new Error(`"${attack.name}" has to be ${attack.expect}, or else this is lost: ${PROMISES[attack.promise]}\nInstead: ${told(outcome)}`);
});

describe('the corpus', () => {
  test('has each name once', () => {
    expect(new Set(ATTACKS.map(({ name }) => name)).size).toBe(ATTACKS.length);
  });

  test('says why for everything that is allowed, and for nothing else', () => {
    expect(NOT_CHECKED.filter(({ why }) => why.length < 10)).toEqual([]);
    expect(ATTACKS.filter(({ expect: expected, why }) => expected !== 'allowed' && why)).toEqual([]);
  });

  test('a refusal that holds is told from one that does not', () => {
    const attack: Attack = { name: 'x', promise: 'data', expect: 'refused', write: () => undefined };
    expect(held(attack, outcomeOf(attack.write))).toBe(false);
    expect(held({ ...attack, expect: 'allowed' }, outcomeOf(attack.write))).toBe(true);
    expect(held(attack, outcomeOf(() => { throw new TypeError('x'); }))).toBe(false);
  });

  afterAll(() => {
    const groups = [...new Set(ran.map(groupOf))];
    const count = (attacks: Attack[], group: string) => attacks.filter((attack) => groupOf(attack) === group).length;
    const lines = groups.map((group) => `${group}: ${count(failures, group)} of ${count(ran, group)} fail`);
    console.info([...lines, `${failures.length} of ${ran.length} attacks fail`].join('\n'));
  });
});
