import { differences } from './compare';

const object = (name: string, fields: object) => ({ apiVersion: 'v1', kind: 'Thing', metadata: { name, namespace: 'shop' }, ...fields });

test('neither the order of objects nor that of keys is a difference', () => {
  expect(differences([object('a', { x: 1, y: [1, { p: 1, q: 2 }] }), object('b', {})], [object('b', {}), object('a', { y: [1, { q: 2, p: 1 }], x: 1 })])).toEqual([]);
});

test('every field that differs is named, and every object that is missing or not expected', () => {
  const actual = [object('a', { x: '1', y: [1, 2], more: {} }), object('c', {})];
  expect(differences(actual, [object('a', { x: 1, y: [1, 3] }), object('b', {})])).toEqual([
    'Thing shop/a: x is "1" and should be 1',
    'Thing shop/a: y: 1 is 2 and should be 3',
    'Thing shop/a: more is {} and should be undefined',
    'Thing shop/b is missing',
    'Thing shop/c is not expected',
  ]);
});

test('an object that is there twice is refused', () => {
  expect(() => differences([object('a', {}), object('a', {})], [])).toThrow('an object is there twice');
});
