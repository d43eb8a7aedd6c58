import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dnsSuffixOf, partitionOf } from '../../lib/platform/region';
import { runGithubScript } from './runner/github-script';
import type { JobContext } from './runner/world';
import { readWorkflow, reusableWorkflows, stepsOf } from './workflow-file';

const { step } = stepsOf(readWorkflow('stacks.yml')).find((each) => each.step.id === 'order')!;

/** One region of each partition, and some whose names begin alike. */
const REGIONS = [
  'eu-west-1',
  'us-east-1',
  'ap-southeast-2',
  'mx-central-1',
  'cn-north-1',
  'cn-northwest-1',
  'us-gov-west-1',
  'us-gov-east-1',
  'eusc-de-east-1',
  'us-iso-east-1',
  'us-isob-east-1',
  'us-isof-south-1',
  'eu-isoe-west-1',
];

interface Described {
  readonly region: string;
  readonly partition: string;
  readonly audience: string;
}

/** What the workflow says of a stack in each of these regions. */
async function described(regions: readonly string[], script = String(step.with!.script)): Promise<Described[]> {
  const [workspace, temp] = ['workspace', 'temp'].map((name) => mkdtempSync(join(tmpdir(), `golden-path-${name}-`)));
  const output = join(temp, 'cdktf.out');
  const names = regions.map((region) => `shop-${region}`);
  const factsOf = (region: string) => ({ environment: 'a', awsAccountId: '1', region, directory: `stacks/shop-${region}` });
  for (const name of names) {
    mkdirSync(join(output, 'stacks', name), { recursive: true });
    writeFileSync(join(output, 'stacks', name, 'cdk.tf.json'), '{"terraform":{}}');
  }
  const stacks = Object.fromEntries(regions.map((region) => [`shop-${region}`, factsOf(region)]));
  for (const file of ['golden-path.json', 'golden-path.lock.json']) writeFileSync(join(output, file), JSON.stringify({ stacks }));
  const world = { log: [], programs: '', machine: {}, gitHub: { client: () => undefined } };
  const context = { world, github: { repository: 'acme/shop', event: {} }, permissions: {}, workspace, temp, environment: {} };
  const env = { AFFECTED: '', FILES: '{}', ORDER: 'false' };
  const outputs = await runGithubScript({ ...step.with, script }, context as unknown as JobContext, { ...step, env });
  const { together } = outputs as { readonly together: string };
  const chunks = (JSON.parse(together) as { include: { stacks: string }[] }).include;
  return chunks.flatMap((chunk) => (JSON.parse(chunk.stacks) as { include: Described[] }).include);
}

/** The audience that a token needs for a region: the address of its STS in China, and the usual one elsewhere. */
const audienceOf = (region: string) => `sts.${region.startsWith('cn-') ? dnsSuffixOf(partitionOf(region)) : 'amazonaws.com'}`;
const expected = [...REGIONS].sort().map((region) => ({ region, partition: partitionOf(region), audience: audienceOf(region) }));

test('the workflows and the library agree on the partition of a region', async () => {
  expect(await described(REGIONS)).toMatchObject(expected);
  expect(new Set(expected.map(({ partition }) => partition)).size).toBe(8);
});

test('a partition that the workflows lack is found', async () => {
  const without = String(step.with!.script).replace("['us-gov-', 'aws-us-gov'], ", '');
  expect(await described(REGIONS, without)).not.toMatchObject(expected);
});

test('no workflow names a partition in an ARN', () => {
  const named = Object.entries(reusableWorkflows()).filter(([, text]) => /arn:aws\b/.test(text));
  expect(named.map(([name]) => name)).toEqual([]);
});
