import * as fs from 'node:fs';
import * as path from 'node:path';
import { sealed } from '../../lib/output/file-hashes';
import { prettyJson } from '../../lib/output/record';
import { readSealed } from '../../lib/output/sealed-parts';
import { temporaryFolder } from '../support/synth';

const SAMPLE = {
  files: { 'ä/"é".yaml': 'sha256:1', 'b\nc': 'sha256:2', 10: 'sha256:3' },
  recordVersion: 2,
  nothing: {},
  list: [{ a: 1 }, []],
  stacks: { one: { data: [{ kind: 'x' }], deep: { deeper: { text: '}\n    },' } } }, none: {}, text: 'a: {', '__proto__ ': [1] },
};

const TEXT = prettyJson(sealed(SAMPLE));

/** Each part by the names that lead to it, and whether the file is as it was written. */
function partsOf(text: string | Buffer): { good: boolean; parts: Record<string, unknown> } {
  const file = path.join(temporaryFolder(), 'sealed.json');
  fs.writeFileSync(file, text);
  const parts: Record<string, unknown> = {};
  return { good: readSealed(file, (names, value) => void (parts[names.join(' > ')] = value)), parts };
}

test('gives each part on its own, and says that nothing was changed', () => {
  const { good, parts } = partsOf(TEXT);
  const inParts = (['files', 'stacks'] as const).flatMap((name) => Object.entries(SAMPLE[name]).map(([key, value]) => [`${name} > ${key}`, value]));
  const { list, nothing, recordVersion } = SAMPLE;
  expect(good).toBe(true);
  expect(parts).toEqual({ ...Object.fromEntries(inParts), list, nothing, recordVersion, digest: sealed(SAMPLE).digest });
});

test('reads what is longer than one read, also where a read ends inside of a letter', () => {
  const stacks = Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`s${at}`, { text: 'é'.repeat(40 + (at % 7)) }]));
  const { good, parts } = partsOf(prettyJson(sealed({ stacks })));
  expect([good, parts['stacks > s2999']]).toEqual([true, stacks.s2999]);
});

const FAULTS: Readonly<Record<string, string | Buffer>> = {
  'another value': TEXT.replace('sha256:2', 'sha256:9'),
  'another name': TEXT.replace('"one"', '"two"'),
  'one part less': TEXT.replace(/ {4}"text": "a: \{"\n/, ''),
  'a comma less': TEXT.replace('"recordVersion": 2,', '"recordVersion": 2'),
  'a comma more': TEXT.replace(/\n}\n$/, ',\n}\n'),
  'another indent': TEXT.replace('  "recordVersion"', '   "recordVersion"'),
  'one line': `${JSON.stringify(sealed(SAMPLE))}\n`,
  'one line without an end': Buffer.alloc(3 << 20, 'x'),
  'text before it': `\uFEFF${TEXT}`,
  'text after it': `${TEXT}{}\n`,
  'its first half': TEXT.slice(0, TEXT.length / 2),
  'bytes that are no text': Buffer.concat([Buffer.from(TEXT.slice(0, 100)), Buffer.from([0xff]), Buffer.from(TEXT.slice(100))]),
  'nothing': '',
};

test.each(Object.entries(FAULTS))('is not sure of %s', (_, text) => {
  expect(text).not.toBe(TEXT);
  expect(partsOf(text).good).toBe(false);
});

test('is not sure of a file that is not there', () => {
  expect(readSealed(path.join(temporaryFolder(), 'none.json'), () => undefined)).toBe(false);
});
