import * as fs from 'node:fs';
import { readSource } from '../../../lib/cli/document/source';
import { render } from '../../../lib/cli/render/render';
import { thrownBy } from '../../support/errors';
import { ACME, documentFile, silent } from '../../support/service-documents';
import { temporaryFolder } from '../../support/synth';

/** The problems of a text, each as its place and what is there. */
function problemsOf(text: string): string[] {
  return readSource('s.yaml', text).problems.map(({ path, got }) => `${path}: ${got}`);
}

test.each([
  ['a key twice', 'name: a\nname: b\n', "s.yaml:2:1 name: the key 'name' twice"],
  ['a key twice in JSON', '{"app": {"port": 1,\n "port": 2}}', "s.yaml:2:2 app.port: the key 'port' twice"],
  ['a merge key', 'a: &a { b: 1 }\nc:\n  <<: *a\n', 's.yaml:3:3 c: a merge key'],
  ['a tag of YAML', 'a: !!str 1\n', "s.yaml:1:10 a: the tag 'tag:yaml.org,2002:str'"],
  ['a tag of its own', 'a: !env HOME\n', "s.yaml:1:9 a: the tag '!env'"],
  ['two documents', 'name: a\n---\nname: b\n', 's.yaml:2:1: a second document'],
  ['a directive', '%YAML 1.1\n---\nname: a\n', 's.yaml:1:1: a directive'],
  ['NUL', 'name: a\0b\n', 's.yaml:1:8: a control character, or a byte that is no text'],
  ['NUL by an escape', 'a: "x\\0y"\n', "s.yaml:1:4 a: 'x\\u0000y'"],
  ['half a character', 'a: "\\ud800"\n', "s.yaml:1:4 a: '\\ud800'"],
  ['an alias of nothing', 'a: *b\n', 's.yaml:1:4 a: *b'],
  ['a number as a key', '1: a\n', 's.yaml:1:1: the key 1'],
  ['a boolean of YAML 1.1 as a key', 'env: { NO: a, no: b }\n', 's.yaml:1:8 env: the key NO'],
  ['a list as a key', '? [a]\n: b\n', 's.yaml:1:3: a key that is no text'],
  ['nothing', '', 's.yaml:1:1: nothing'],
  ['a comment alone', '# name: a\n', 's.yaml:1:1: nothing'],
  ['brackets that do not close', 'a: [1,\n', 's.yaml:2:1: a mistake:'],
  ['tabs as indentation', 'a:\n\tb: 1\n', 's.yaml:2:1: a mistake:'],
])('%s is refused, with its line and column', (_, text, problem) => {
  expect(problemsOf(text).join('\n')).toContain(problem);
});

test.each([
  ['many values by a few aliases', 'a: &a [1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d]\n'],
  ['an alias in itself', 'a: &a [*a]\n'],
  ['brackets without end', '['.repeat(100_000)],
  ['dashes without end', '- '.repeat(100_000)],
  ['brackets almost without end', '['.repeat(499)],
  ['keys within keys', Array.from({ length: 490 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
  ['values within values', `a: ${'['.repeat(60)}${']'.repeat(60)}\n`],
  ['many characters', `a: ${'x'.repeat(500_001)}\n`],
])('%s are refused at once', (_, text) => {
  expect(problemsOf(text).length).toBeGreaterThan(0);
});

test('what is the same to every reader is read, with its place', () => {
  const { root, problems } = readSource('s.yaml', '\ufeffa: &x { b: "no" }\r\nc: *x\r\nd: 2.14.0\r\n');
  expect(problems).toEqual([]);
  expect(root).toMatchObject({
    entries: [
      { key: 'a', at: { line: 1 }, value: { entries: [{ key: 'b', value: { value: 'no' } }] } },
      { key: 'c', at: { line: 2, column: 1 }, value: { entries: [{ key: 'b', value: { value: 'no' } }] } },
      { key: 'd', value: { value: '2.14.0' } },
    ],
  });
});

test('an alias is the last value before it that has its name, also inside of another one', () => {
  const { root, problems } = readSource('s.yaml', 'a: &x 1\nb: &y [*x]\nc: &x 2\nd: *x\ne: *y\n');
  expect(problems).toEqual([]);
  const value = (number: number) => expect.objectContaining({ value: number });
  expect(root).toMatchObject({
    entries: [{}, { value: { items: [value(1)] } }, {}, { key: 'd', value: { value: 2 } }, { key: 'e', value: { items: [value(1)] } }],
  });
});

test('thousands of aliases and keys take no longer than as many values', () => {
  const [keys, aliases] = [(index: number) => `k${index}: &a${index} 1\n`, (index: number) => `*a${index}`].map((each) =>
    Array.from({ length: 6_000 }, (_, index) => each(index)),
  );
  const started = performance.now();
  expect(readSource('s.yaml', `${keys.join('')}all: [${aliases.join(', ')}]\n`).problems).toEqual([]);
  expect(performance.now() - started).toBeLessThan(10_000);
});

test.each(['no', 'On', 'y', '012', '0o17', '0x1f', '1_000', '1:30', '1:30.5', '2026-01-01', '.5', '+1', '12e3456', 'true', 'null', '~', '3'])(
  'the text %s has to be in quotes',
  (word) => {
    const text = `name: shop\nteam: commerce\napp: { image: ghcr.io/acme/shop, imageTag: ${word} }\n`;
    const refused = (file: string) => thrownBy(() => render([file], { out: temporaryFolder() }, silent(), ACME)).problems;
    expect(refused(documentFile(text))).toEqual([expect.objectContaining({ path: expect.stringMatching(/:3:44 app.imageTag$/) })]);
    // In quotes it is at most refused for what it is.
    const quoted = () => render([documentFile(text.replace(word + ' }', `'${word}' }`))], { out: temporaryFolder() }, silent(), ACME);
    if (/^\w[\w.]*$/.test(word)) expect(quoted()).toBe(0);
  },
);

test.each(['010', '1_000', '0x1f', '+2', '"2"', '.inf', '1e999'])('the number %s is refused', (word) => {
  const file = documentFile(`name: shop\nteam: commerce\nreplicas: ${word}\n`);
  const { problems } = thrownBy(() => render([file], { out: temporaryFolder() }, silent(), ACME));
  expect(problems[0].path).toMatch(/:3:11 replicas$/);
});

test('bytes that are no UTF-8 are refused', () => {
  const file = documentFile('');
  fs.writeFileSync(file, Buffer.from([0xff, 0xfe, 0x41]));
  expect(thrownBy(() => render([file], { out: temporaryFolder() }, silent(), ACME)).problems[0].got).toContain('no text');
});
