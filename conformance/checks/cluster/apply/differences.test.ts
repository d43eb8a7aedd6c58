import { addedInLists, differences } from './differences';

test('what was dropped or written otherwise is a difference, and what was added is none', () => {
  expect(differences({ a: { b: [1, { c: 2 }] }, d: 'x' }, { a: { b: [1, { c: 2, e: 3 }] }, d: 'x', f: 1 })).toEqual([]);
  expect(differences({ a: { b: [1] }, c: 1, d: 'x' }, { a: { b: [1, 2] }, d: 'y' })).toEqual([
    'a.b was written as [1] and is [1,2]', 'c was written as 1 and is not there', 'd was written as "x" and is "y"',
  ]);
});

test('what the server adds inside of a list is found, wherever it is', () => {
  expect(addedInLists({ a: [{ b: { c: 1 } }], d: {} }, { a: [{ b: { c: 1, e: 2 }, f: 3 }], d: { g: 4 } })).toEqual(['a[].b.e', 'a[].f']);
});
