import { nameFrom } from '../../lib/core/names';

test.each([
  ['payment-service', 63, /^payment-service$/],
  ['Payment Service', 63, /^payment-service-[0-9a-f]{8}$/],
  ['a'.repeat(80), 63, /^a{54}-[0-9a-f]{8}$/],
  ['***', 63, /^[0-9a-f]{8}$/],
])('%s becomes a name', (text, length, expected) => {
  expect(nameFrom(text, length)).toMatch(expected);
});

test('two texts that lose the same are still told apart', () => {
  expect(nameFrom('a_b')).not.toBe(nameFrom('a.b'));
});
