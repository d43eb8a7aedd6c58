import fc from 'fast-check';
import { matchesWildcards, withoutEnd } from '../../lib/core/text';

test.each([
  ['*', '', true],
  ['s3:Get*', 's3:GetObject', true],
  ['s3:Get*', 's3:PutObject', false],
  ['s3:*Object', 's3:GetObject', true],
  ['s3:*Object', 's3:GetObjectAcl', false],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['a.c', 'abc', false],
  ['*\n*', 'a\nb', true],
  ['**a**', 'a', true],
  ['', 'a', false],
])('the pattern %j and the text %j: %s', (pattern, text, matches) => {
  expect(matchesWildcards(pattern, text)).toBe(matches);
});

test('a pattern matches as the regular expression of the same meaning does', () => {
  const part = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
  const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
  fc.assert(
    fc.property(part, text, (pattern, value) => {
      const same = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(value);
      expect(matchesWildcards(pattern, value)).toBe(same);
    }),
  );
});

test('a pattern with many stars takes no powers of the length of a text', () => {
  expect(matchesWildcards(`${'*a'.repeat(40)}*b`, 'a'.repeat(20_000))).toBe(false);
});

test.each([
  ['states///', 'states'],
  ['a/b', 'a/b'],
  ['//', ''],
  ['', ''],
])('%j without slashes at its end is %j', (text, short) => {
  expect(withoutEnd(text, '/')).toBe(short);
});
