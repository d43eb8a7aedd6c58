import * as fs from 'node:fs';
import * as path from 'node:path';
import { isSealed, sealed } from '../../lib/output/file-hashes';
import { prettyJson } from '../../lib/output/record';
import { lazily, writeSealed } from '../../lib/output/sealed-file';
import { temporaryFolder } from '../support/synth';

const SAMPLES: Readonly<Record<string, Record<string, unknown>>> = {
  'nested values': { stacks: { b: { z: [1, { y: null, x: undefined }], a: 'a\nb' }, a: {} }, files: { 'ä/"é"': 'sha256:1' }, version: '1' },
  'names that are numbers': { stacks: { b: 1, 10: { 2: 'two', 1: 'one' }, 9: [] }, version: 2 },
  'a name of every object': { stacks: JSON.parse('{"__proto__":{"a":1},"constructor":2}') },
  'nothing in its parts': { files: {}, stacks: [], version: null },
  'more than is written at once': { stacks: Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`s${at}`, { text: 'é'.repeat(40) }])) },
};

test.each(Object.entries(SAMPLES))('writes %s as a text of its own would be', (_, content) => {
  const file = path.join(temporaryFolder(), 'sealed.json');
  writeSealed(file, content);
  expect(fs.readFileSync(file, 'utf8')).toBe(prettyJson(sealed(content)));
  expect(isSealed(JSON.parse(fs.readFileSync(file, 'utf8')))).toBe(true);
});

test('asks for each lazy value once', () => {
  const asked: string[] = [];
  const stacks = lazily(['b', 'a'], (name) => {
    asked.push(name);
    return { name };
  });
  const file = path.join(temporaryFolder(), 'sealed.json');
  writeSealed(file, { stacks });
  expect(asked).toEqual(['a', 'b']);
  expect(JSON.parse(fs.readFileSync(file, 'utf8')).stacks).toEqual({ a: { name: 'a' }, b: { name: 'b' } });
});
