import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServiceStack } from '@golden-path/constructs';
import type * as Cdktf from 'cdktf';
import { thrownBy } from '../support/errors';
import { synthExamples } from '../support/examples';
import { aPlatform } from '../support/platform';
import { readStacks } from '../support/synth';
import { examplesOf, run } from './examples';
import type { Outcome } from './examples';
import { FAULTY } from './faulty';
import { unchecked } from './marks';
import { contentOf, markOf, placeOf, readPages, ROOT } from './pages';
import { rewritePages } from './rewrite';
import { compareShown, contains } from './shown';
import { typeCheck } from './type-check';

// What `npm run test:update` does here; read the difference before committing it.
if (process.env.GOLDEN_UPDATE === '1') rewritePages();

const contents = readPages().map(contentOf);
const blocks = contents.flatMap((content) => content.blocks);
const examples = new Map(contents.flatMap(examplesOf).map((example) => [placeOf(example.block), example]));
const faulty = contentOf(FAULTY);
const [faultyExample] = examplesOf(faulty);
const outcomes = new Map<string, Outcome>();

/** Runs an example once. */
function outcomeOf(place: string): Outcome {
  const outcome = outcomes.get(place) ?? run(examples.get(place)!);
  outcomes.set(place, outcome);
  return outcome;
}

describe('the code on the pages', () => {
  let typeErrors: string[];

  beforeAll(() => {
    typeErrors = typeCheck([...examples.values(), faultyExample]);
  });

  test('compiles', () => {
    expect(typeErrors.filter((error) => !error.startsWith(FAULTY.file))).toEqual([]);
  });

  test('is found out, with page and line, where a prop is misspelt', () => {
    expect(typeErrors.filter((error) => error.startsWith(FAULTY.file))).toEqual([
      expect.stringMatching(/^docs\/faulty\.md:13 .*'replicaCounts' does not exist in type 'MicroserviceInfraProps'/),
    ]);
  });

  test.each([...examples.keys()])('%s gives what the page shows', (place) => {
    expect(compareShown(examples.get(place)!, outcomeOf(place))).toEqual([]);
  });

  test('is found out where it gives something else', () => {
    expect(compareShown(faultyExample, run(faultyExample))).toEqual([
      expect.stringMatching(/^docs\/faulty\.md:18 is not what the example gives:\n\[InvalidProps\] MicroserviceInfra at /),
      'docs/faulty.md:22 shows stacks/payment-service-staging/cdk.tf.json, but written were no files',
    ]);
  });

  test('is found out where it should throw and does not', () => {
    const fine = { ...faultyExample, text: '', shown: faultyExample.shown.slice(0, 1) };
    expect(compareShown(fine, run(fine))).toEqual(['docs/faulty.md:18 shows something, but the example throws and prints nothing']);
  });

  test('is the file that a page says it is', () => {
    const verbatim = blocks.filter((block) => markOf(block, 'file') !== undefined);
    expect(verbatim.map(({ page }) => page.file)).toContain('README.md');
    for (const block of verbatim) expect(`${block.text}\n`).toBe(readFileSync(join(ROOT, markOf(block, 'file')!), 'utf8'));
  });
});

describe('the output on the pages', () => {
  test('is always compared with something', () => {
    expect(contents.flatMap(unchecked)).toEqual([]);
  });

  test('is found out where it is compared with nothing, or where a mark is misspelt or lost', () => {
    expect(unchecked(faulty)).toEqual([
      'docs/faulty.md:25 shows json that is compared with nothing',
      'docs/faulty.md:27 throwz: no such mark',
      'line 30: output stands above no block or table',
      'line 32: a comment that is no mark',
    ]);
  });

  test.each([
    ['another value', { pods: '23' }, { pods: '24' }],
    ['a key that is not there', { pods: '23' }, {}],
    ['another key in an object that is shown empty', { spec: {} }, { spec: { egress: [] } }],
    ['a longer list', { types: ['Ingress'] }, { types: ['Ingress', 'Egress'] }],
    ['a number for a text', { port: 53 }, { port: '53' }],
    ['a policy that says something else', { Version: '2012-10-17' }, '{"Version":"2008-10-17"}'],
  ])('is found out where it has %s', (_, shown, actual) => {
    expect(contains('', shown, actual)).toHaveLength(1);
  });

  test('may leave out what is beside it', () => {
    expect(contains('', { ports: [{ port: 53 }] }, { name: 'dns', ports: [{ port: 53, protocol: 'UDP' }] })).toEqual([]);
  });

  test('names every stack of the examples with the number of its resources', () => {
    const counted = Object.entries(readStacks(synthExamples('ledger-worker', 'module-registry', 'payment-service', 'storefront'))).map(([id, { resource }]) => {
      const count = Object.values(resource as Record<string, object>).flatMap((instances) => Object.keys(instances)).length;
      return `stacks/${id}/cdk.tf.json ${count} resources`;
    });
    const [tree] = blocks.filter((block) => markOf(block, 'tree') !== undefined);
    const shown = [...tree.text.matchAll(/(stacks\/\S+) +(\d+ resources)/g)].map(([, path, count]) => `${path} ${count}`);
    expect(shown.sort()).toEqual(counted.sort());
  });

  test('of a file of this repository is what stands there', () => {
    const copies = blocks.filter((block) => markOf(block, 'same-as') !== undefined);
    expect(copies).not.toEqual([]);
    for (const copy of copies) {
      const source = readFileSync(join(ROOT, markOf(copy, 'same-as')!), 'utf8');
      for (const value of leavesOf(JSON.parse(copy.text))) expect(source).toContain(`'${value}'`);
    }
  });

  test('shows the error for two copies of the core', () => {
    const [shown] = blocks.filter((block) => markOf(block, 'two-cores') !== undefined);
    expect(shown.text).toBe(twoCoresMessage());
  });
});

function leavesOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [String(value)];
}

/** The error for an app of another copy of CDKTF's core than the library's, without the folders of this machine. */
function twoCoresMessage(): string {
  let other: typeof Cdktf | undefined;
  jest.isolateModules(() => {
    other = jest.requireActual('cdktf');
  });
  const app = new other!.App();
  const { message } = thrownBy(() => new ServiceStack(app, 'checkout-staging', { platform: aPlatform(), environment: 'staging' }));
  return message.trim().replace(/loaded are .*/, 'loaded are … and …');
}
