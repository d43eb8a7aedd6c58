import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Checkout } from '../../lib/cli/checkout';
import { terraformHash } from '../../lib/cli/lock/terraform-hash';
import { ROOT } from '../support/examples';
import { runGithubScript } from './runner/github-script';
import type { JobContext } from './runner/world';
import { readWorkflow, stepsOf } from './workflow-file';

const { step } = stepsOf(readWorkflow('stacks.yml')).find((each) => each.step.id === 'files')!;
const GOLDEN = join(ROOT, 'test/golden');
const goldens = readdirSync(GOLDEN, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('/cdk.tf.json'));

/** What a stack of this JSON and these assets is found to be, where the lock has the hash that the library gives. */
async function verified(json: string, assets: Readonly<Record<string, string>>): Promise<unknown> {
  const [workspace, temp] = ['workspace', 'temp'].map((name) => mkdtempSync(join(tmpdir(), `golden-path-${name}-`)));
  const output = join(temp, 'cdktf.out');
  const files = { 'stacks/a/cdk.tf.json': json, ...assets };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(output, name)), { recursive: true });
    writeFileSync(join(output, name), text);
  }
  const terraform = terraformHash(Checkout.at(output, ''), 'stacks/a', JSON.parse(json) as Record<string, unknown>);
  const facts = { directory: 'stacks/a', awsAccountId: '111111111111', region: 'eu-west-1', exceptions: [] };
  writeFileSync(join(workspace, 'golden-path.lock.json'), JSON.stringify({ stacks: { a: { terraform, exceptions: [] } } }));
  writeFileSync(join(output, 'golden-path.json'), JSON.stringify({ stacks: { a: facts } }));
  cpSync(join(workspace, 'golden-path.lock.json'), join(output, 'golden-path.lock.json'));
  const world = { log: [], programs: '', machine: {}, gitHub: { client: () => undefined } };
  const context = { world, github: { repository: 'acme/shop', event: {} }, permissions: {}, workspace, temp, environment: {} };
  const filled = { ...step, env: { FOLDER: '.' } };
  const outputs = await runGithubScript(step.with!, context as unknown as JobContext, filled);
  return JSON.parse((outputs as Record<string, string>).files);
}

const named = (files: number) => ({ a: expect.stringMatching(new RegExp(`^[0-9a-f]{64}  cdk\\.tf\\.json(\\n[0-9a-f]{64}  assets/.+){${files}}$`)) as string });

test('there are stacks to compare the hashes of', () => {
  expect(goldens.length).toBeGreaterThan(4);
});

test.each(goldens)('the workflow gives the hash that the lock has, for %s', async (name) => {
  expect(await verified(readFileSync(join(GOLDEN, name), 'utf8'), {})).toEqual(named(0));
});

test('the workflow gives the hash that the lock has, for comments, local state, lists and assets in folders', async () => {
  const json = {
    '//': { metadata: { version: '0.21.0' } },
    'terraform': { '//': 'a', 'backend': { local: { path: '/home/me/terraform.a.tfstate' } } },
    'resource': { x_y: { one: { '//': { path: 'a' }, 'b': [{ '//': 'kept' }], 'a': '${file("assets/A/1/x")}${file("assets/A-B/2/x y")}' } } },
    'locals': { '//': 'a', 'list': [[1, 2.5, null, true]], 'é': '\u2028' },
    'data': { x_y: { one: [{ '//': 'b' }, 'text'] } },
    'moved': [{ '//': 'c', 'from': 'a.b', 'to': 'a.c' }],
    'output': { o: { '//': 'd', 'value': 1 } },
  };
  const assets = { 'A/1/x/z': 'one', 'A/1/x-y/z': 'two', 'A-B/2/x y': '\0\0' };
  const files = Object.fromEntries(Object.entries(assets).map(([file, text]) => [`stacks/a/assets/${file}`, text]));
  expect(await verified(JSON.stringify(json, undefined, 2), files)).toEqual(named(3));
});
