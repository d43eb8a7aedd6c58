import type { Limit } from '../../lib/core/limits';
import { Validation } from '../../lib/core/validation';
import { thrownBy } from '../support/errors';

const NAME: Limit = { type: 'string', minLength: 1 };
const SHAPE = { limits: { name: NAME }, required: ['name'] };
const NOTHING = null as unknown as object;

test('an item that is no object does not hide what is wrong with the others', () => {
  const validation = new Validation('x');
  expect([NOTHING, {}, { name: 'a' }].map((item, index) => validation.fields(`items[${index}]`, item, SHAPE))).toEqual([false, true, true]);
  expect(thrownBy(() => validation.throwIfAny()).problems).toEqual([
    { path: 'items[0]', got: 'null', allowed: 'an object', fix: 'write { name: ... }' },
    { path: 'items[1].name', got: 'nothing', allowed: 'a string of 1 or more characters', fix: 'give name' },
  ]);
});

test('nothing is checked of props that are no object', () => {
  const error = thrownBy(() => new Validation('x').props(NOTHING, { limits: {}, others: ['team'] }));
  expect(error.problems).toEqual([{ path: 'props', got: 'null', allowed: 'an object', fix: 'write { team: ... }' }]);
});
