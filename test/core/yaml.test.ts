import { load } from 'js-yaml';
import { parse } from 'yaml';
import { toYaml } from '../../lib/core/yaml';

/** Texts that one reader of YAML or another takes for something else. */
const TEXTS = [
  'yes', 'on', 'y', 'No', 'null', '~', '', ' padded ', '=', '<<', '*star', '&and', '!bang', '# no', 'a: b', '- list', '{}', '[]', '{{ .Values }}',
  '1', '1.5', '1e5', '12e3456', '1_000', '2024_01', '1_000.5', '0x1F', '0x_1', '0b11', '0B1', '012', '0o17', '+.5', '.5', '-.5e-3', '.inf', '.nan',
  '12:34:56', '2024-01-01', '2024-01-01T10:00:00Z', 'two\nlines\n', 'tab\there', '"quoted"', "it's", 'ünïcode', '2.14.0',
];

test.each(TEXTS)('%j is the same text to readers of YAML 1.1 and 1.2', (text) => {
  const yaml = toYaml({ text, [text]: 'key' });
  expect((load(yaml) as { text: string }).text).toBe(text);
  expect(parse(yaml, { version: '1.1' }).text).toBe(text);
  expect(parse(yaml, { version: '1.2' }).text).toBe(text);
});

test.each(['1_000', '0B1', '+.5', '12e3456', '2024_01', '0x_1'])('%s, which only some readers take for a number, is quoted', (text) => {
  expect(toYaml({ text })).toBe(`text: '${text}'\n`);
});

test('numbers, booleans and nulls are what they are, and nothing else is quoted', () => {
  expect(toYaml({ kind: 'A', apiVersion: 'v1', spec: { b: 1, a: true, version: '2.14.0', path: '/a_1/b' } })).toBe(
    'apiVersion: v1\nkind: A\nspec:\n  a: true\n  b: 1\n  path: /a_1/b\n  version: 2.14.0\n',
  );
});

test.each(['1', '1_', '0', '-', '.', '1.', '1e', '1:', ' '])('a text of %j many times over is written at once, and as it is', (part) => {
  const text = part.repeat(40_000);
  expect((load(toYaml({ text })) as { text: string }).text).toBe(text);
});
