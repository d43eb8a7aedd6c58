import fc from 'fast-check';
import { formatQuantity, parseQuantity } from '../../lib/core/quantity';

/** Thousandths of one unit. */
const milli = (text: string) => parseQuantity(text)?.milli;

test.each([
  ['250m', 250n],
  ['0.5', 500n],
  ['.5', 500n],
  ['1.', 1000n],
  ['2', 2000n],
  ['1k', 1_000_000n],
  ['1Ki', 1_024_000n],
  ['256Mi', 256n * 1024n ** 2n * 1000n],
  ['1.5Gi', 1536n * 1024n ** 2n * 1000n],
  ['1e3', 1_000_000n],
  ['1E-1', 100n],
  ['1E', 10n ** 21n],
  ['0.0001', 1n],
])('%s is %s thousandths', (text, expected) => {
  expect(milli(text)).toBe(expected);
});

test.each(['', 'abc', '1.2.3', '-1', '1KI', '10 m', '1mi', '5GB', '1e', '0x10', '١'])('%j is no quantity', (text) => {
  expect(parseQuantity(text)).toBeUndefined();
});

test.each([
  ['1000m', '1'],
  ['1500m', '1500m'],
  ['0.5', '500m'],
  ['1024Mi', '1Gi'],
  ['1536Mi', '1536Mi'],
  ['0.5Gi', '512Mi'],
  ['100M', '100M'],
  ['1000M', '1G'],
  ['0', '0'],
  ['2e3', '2k'],
])('%s is written as the API server writes it: %s', (text, canonical) => {
  expect(formatQuantity(parseQuantity(text)!)).toBe(canonical);
});

test('what is written reads back as the same amount', () => {
  const suffix = fc.constantFrom('', 'm', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'Ti');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 9 }), suffix, (number, unit) => {
      const quantity = parseQuantity(`${number}${unit}`)!;
      expect(parseQuantity(formatQuantity(quantity))!.milli).toBe(quantity.milli);
    }),
    { numRuns: 2000 },
  );
});
