import { createRequire } from 'node:module';
import * as fc from 'fast-check';
import { stableJson } from '../../../lib/output/one-pass/stable-json';

/** What CDKTF writes with. */
const stringify = createRequire(require.resolve('cdktf'))('json-stable-stringify') as (value: unknown, options: { space: number }) => string;

const without = { with: undefined, list: [undefined, () => 1, NaN], date: new Date(0), nothing: () => 1 };

test('writes any value as CDKTF does', () => {
  const value = fc.anything({ withObjectString: true, withNullPrototype: true, withDate: true });
  fc.assert(fc.property(value, (given) => {
    expect(stableJson({ given })).toBe(stringify({ given }, { space: 2 }));
  }), { numRuns: 2000 });
});

test.each([[{}], [[]], [{ a: [], b: {} }], [{ 10: 1, 9: 2, b: 3, B: 4, 'é': '"\n\u2028' }], [without]])('writes %p as CDKTF does', (value) => {
  expect(stableJson(value)).toBe(stringify(value, { space: 2 }));
});
