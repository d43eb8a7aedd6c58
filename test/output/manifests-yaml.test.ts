import { PostgresDatabase } from '@golden-path/constructs';
import fc from 'fast-check';
import { toYaml } from '../../lib/core/yaml';
import { HOSTILE_TEXTS, sentence } from '../support/arbitraries';
import { DATABASE, TERRAFORM_DATABASE } from '../support/data';
import { synthData } from '../support/manifests';
import { aPlatform } from '../support/platform';
import { YAML_READERS } from '../support/yaml-readers';

/** Text that some reader of YAML takes for something else where it is not quoted. */
const AMBIGUOUS = [
  ...['yes', 'no', 'on', 'off', 'y', 'n', 'Yes', 'NO', 'On', 'OFF', 'true', 'True', 'FALSE', 'null', 'Null', '~', '=', '<<'],
  ...['012', '0o17', '0x1F', '0b11', '+1', '-0', '.5', '1.', '1e3', '1E-3', '6.02e+23', '.inf', '-.INF', '.nan', '08', '09'],
  ...['12:34:56', '190:20:30.15', '1:60', '2024-01-01', '2024-01-01T12:34:56Z', '2001-12-14 21:59:43.10 -5', '20240101'],
  ...['- a', '-', '? a', ': a', 'a: b', 'a:', '# a', 'a # b', '& a', '*a', '!a', '!!str a', '|', '> a', '@a', '`a`', '%a', '[a]', '{a: b}', '---', '...'],
  ...[' a', 'a ', '\ta', 'a\n', '\na', '\n\n a', 'a\n\nb', 'a\n  b\n c', 'two\nlines', "it's", '"a"', "'a'", 'a, b', '\u00a0a', '\ufeffa', '\u0085a'],
  ...['{{ .password }}', '{{ .Values.x }}', '${x}', '%{ if x }', '${file("/etc/passwd")}', '$(date)'],
];

/** Numbers of YAML 1.1, and of the Go package by which Kubernetes and Argo CD read, that js-yaml does not know. */
const NUMBERS = ['1_000', '4711_01', '0_7', '+1_0', '1_0.5', '+.5', '-.5', '0x_1F', '0XF', '12e3456', '1E79_', '5e0_1', '_1', '+_15', '0_X9'];

const TEXTS = [...AMBIGUOUS, ...NUMBERS, ...HOSTILE_TEXTS].filter((text) => text.length <= 1000);

/** The documents of databases, each with a reason of its own, by that reason. */
function written(texts: readonly string[]): Map<string, string> {
  const { texts: files } = synthData((stack) =>
    texts.map((singleAzReason, index) => {
      const databaseName = `orders-${index}`;
      return new PostgresDatabase(stack, databaseName, { ...DATABASE, databaseName, singleAzReason });
    }),
  );
  return new Map(texts.map((text, index) => [text, files[`postgresqlinstance-orders-${index}.yaml`]]));
}

const reasonIn = (document: unknown) => (document as { spec: { parameters: { singleAZReason: unknown } } }).spec.parameters.singleAZReason;

/** The package yaml loses a last line of spaces, and takes more for a number than YAML 1.1 does. */
const isReadAlike = (text: string) => /\S/.test(text) && !/\n\s+$/.test(text) && !/^[-+]?[\d._e]/i.test(text);

describe.each(Object.entries(YAML_READERS))('for %s', (_, read) => {
  const same = (texts: readonly string[]) => {
    for (const [text, document] of written(texts)) expect([text, reasonIn(read(document))]).toEqual([text, text]);
  };

  test('every text is the same text', () => same(TEXTS));

  test('so are texts that nobody thought of', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'yesno01:._-+xb~<=TF \n\t#"\'') });
    fc.assert(
      fc.property(fc.oneof(sentence, letters).filter(isReadAlike), (text) => {
        const document = { spec: { text, [text]: [text] } };
        expect(read(toYaml(document))).toEqual(document);
      }),
      { numRuns: 1000 },
    );
  });
});

test('a cost center with an underscore is text in the annotations of every document', () => {
  const platform = aPlatform({ teams: [{ name: 'payments', costCenter: '4711_01' }] });
  const { texts } = synthData((stack) => new PostgresDatabase(stack, 'Database', DATABASE), { platform });
  const document = YAML_READERS['YAML 1.1'](texts['postgresqlinstance-orders.yaml']);
  expect(document).toMatchObject({ metadata: { annotations: { 'platform.acme.io/cost-center': '4711_01' } } });
});

test('a document is one document, whatever stands in it', () => {
  for (const document of written(['---', '...', 'a\n---\nb', 'a\n...\nb', '%YAML 1.2']).values()) {
    expect(document).not.toMatch(/^(---|\.\.\.|%)/m);
  }
});

test('a long text stands on one line, so that a difference shows where it is', () => {
  const text = 'because of this '.repeat(60).trim();
  expect(written([text]).get(text)).toContain(`    singleAZReason: ${text}\n`);
});

test('nothing in a text is a template for Terraform, which never sees it', () => {
  const text = '${file("/etc/passwd")} %{ if true }';
  expect(written([text]).get(text)).toContain(text);
});

test('the reason of a database of Terraform is an annotation, as it was written', () => {
  const { manifests, texts } = synthData((stack) =>
    TEXTS.map((singleAzReason, index) =>
      new PostgresDatabase(stack, `Database${index}`, { ...TERRAFORM_DATABASE, databaseName: `orders-${index}`, singleAzReason }),
    ),
  );
  TEXTS.forEach((text, index) => {
    const file = `externalsecret-orders-${index}-connection.yaml`;
    expect(manifests[file].metadata.annotations['platform.acme.io/single-az-reason']).toBe(text);
    expect(texts[file]).toMatch(/^apiVersion: /);
  });
});

test('what names a document comes first, whatever else stands in it', () => {
  const document = { data: 1, aggregation: 2, spec: 3, metadata: { name: 4, annotations: 5 }, kind: 6, apiVersion: 7 };
  const text = 'apiVersion: 7\nkind: 6\nmetadata:\n  annotations: 5\n  name: 4\nspec: 3\naggregation: 2\ndata: 1\n';
  expect(toYaml(document)).toBe(text);
});

test('YAML has no anchors: what is alike is written out', () => {
  const alike = { a: ['b'] };
  expect(toYaml({ one: alike, two: alike })).toBe('one:\n  a:\n    - b\ntwo:\n  a:\n    - b\n');
});
