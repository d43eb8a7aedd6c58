import { allowedBy, breach } from '../../lib/core/limits';
import type { Limit } from '../../lib/core/limits';
import { Validation } from '../../lib/core/validation';
import { DOORS } from './hostile/doors';
import { World } from './hostile/world';

/** Every limit that a value of a user is held to, by where it is: those that the sound calls of the library's doors meet. */
function limitsMet(): Map<string, Limit> {
  const met = new Map<string, Limit>();
  const { fields, required } = Validation.prototype;
  jest.spyOn(Validation.prototype, 'fields').mockImplementation(function (this: Validation, path, props, shape) {
    for (const [key, limit] of Object.entries(shape.limits)) met.set(`${path}.${key}`, limit);
    return fields.call(this, path, props, shape);
  });
  jest.spyOn(Validation.prototype, 'required').mockImplementation(function (this: Validation, path, value, limit) {
    met.set(path.replace(/\[.*?\]/g, '[]'), limit);
    return required.call(this, path, value, limit);
  });
  for (const door of Object.values(DOORS)) {
    for (const index of door.arguments(new World()).keys()) {
      const world = new World();
      door.open(world, door.arguments(world)[index] as never[]);
    }
  }
  jest.restoreAllMocks();
  return met;
}

const LIMITS = [...limitsMet()].sort(([one], [other]) => (one < other ? -1 : 1));

/** What people write instead of what is meant, for a value that would be allowed. */
const SLIPS: readonly ((text: string) => unknown)[] = [
  (text) => text.toUpperCase(),
  (text) => ` ${text} `,
  (text) => [text],
  (text) => text.replace(/a/g, 'а'),
  (text) => text.replace(/-/g, '–'),
  (text) => text.replace(/-/g, '_'),
  (text) => `${text}\0`,
  (text) => `${text}\ud800`,
  (text) => `${text}!`,
  (text) => `https://${text}/`,
  (text) => `/${text}`,
  (text) => `${text}:1.0`,
  (text) => text.repeat(40),
  (text) => text.slice(0, 1),
  (text) => `${text}支`,
  () => '',
  () => 'true',
  () => '3',
  () => 256,
  () => -1,
  () => 1e12,
  () => 2.5,
  () => true,
  () => null,
  () => ({}),
  () => [],
];

/** The value that a fix proposes, if it is one. */
function proposedBy(fix: string): unknown {
  const text = /^(?:did you mean|use|use one of these, such as|write it like|name it) '(.*?)'(?=$|\?|,| )/.exec(fix)?.[1];
  if (text !== undefined) return text;
  const number = /^(?:use|write a number such as) (-?\d+)/.exec(fix)?.[1];
  if (number !== undefined) return Number(number);
  return /^use (true|false), without quotes$/.exec(fix) ? fix.includes('true') : undefined;
}

test('the limits of the library are met', () => {
  expect(LIMITS.length).toBeGreaterThan(100);
  expect(LIMITS.map(([path]) => path)).toEqual(expect.arrayContaining(['.image', 'jobs[].schedule', 'environments[].awsRegion', '.serviceName']));
});

test.each(LIMITS)('%s has an example that it accepts, where no number, choice or length says what is meant', (_, limit) => {
  if (limit.enum) expect(breach('value', limit.enum[0], limit)).toBeUndefined();
  else if (limit.example !== undefined) expect(breach('value', limit.example, limit)).toBeUndefined();
  else expect(limit.pattern).toBeUndefined();
});

test.each(LIMITS)('%s proposes only what it accepts, and says more than what is allowed', (_, limit) => {
  const samples = SLIPS.map((slip) => slip(limit.example ?? limit.enum?.[0] ?? 'a'));
  const refused = samples.flatMap((value) => breach('value', value, limit) ?? []);
  expect(refused).not.toEqual([]);
  const wrong = refused.filter(({ fix }) => {
    const proposed = proposedBy(fix);
    const isRefused = proposed !== undefined && breach('value', proposed, limit) !== undefined;
    return isRefused || fix.includes(allowedBy(limit));
  });
  expect(wrong).toEqual([]);
});

test('a fix that is refused again is found', () => {
  const limit: Limit = { type: 'string', pattern: '^[a-z]+$', example: 'abc', fault: (text) => (text === 'x' ? "use 'Y'" : undefined) };
  expect(breach('value', proposedBy(breach('value', 'x', limit)!.fix), limit)).toBeDefined();
});
