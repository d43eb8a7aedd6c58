import { readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { filesBelow } from '../../../scripts/support/files.mjs';
import { attempt, ROOT, run } from '../../../scripts/support/run.mjs';
import { PASSWORDS } from './registry.mjs';
import { install } from './team.mjs';
import { uvSettings } from './tools.mjs';

/** What golden-path init asks, besides the index. */
const ANSWERS = [
  ...['--yes', '--service', 'payment-service', '--team', 'payments', '--scope', '@acme', '--registry', 'https://npm.acme.io/'],
  ...['--workflows', 'acme/workflows@0123456789abcdef0123456789abcdef01234567', '--language', 'python'],
];

/** What `golden-path init --language python` writes is installed, synthesised and tested as it stands, and its tests can fail. */
export async function newRepository({ folder, registry, tools }) {
  const repository = join(folder, 'payment-service-infra');
  await run([process.execPath, join(ROOT, 'build/cli/main.js'), 'init', repository, ...ANSWERS, '--python-index', registry.index]);
  await install(tools, repository, PASSWORDS.reader);
  const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
  const start = (script) => command(repository, scripts[script], tools);

  const synth = await start('synth');
  const stacks = filesBelow(join(repository, 'cdktf.out')).filter((file) => file.endsWith('cdk.tf.json'));
  const problems = synth.code === 0 && stacks.length === 2 ? [] : [`a new repository does not synthesise its two stacks:\n${synth.output}`];
  const sound = await start('test');
  const passed = /(\d+) passed/.exec(sound.output)?.[1];
  if (sound.code !== 0 || !passed) problems.push(`the tests of a new repository do not pass:\n${sound.output}`);

  const file = join(repository, 'stacks.py');
  writeFileSync(file, readFileSync(file, 'utf8').replace('replica_count=3', 'replica_count=1'));
  const faulty = await start('test');
  if (!/1 failed/.test(faulty.output)) problems.push(`one replica in production passes the tests of a new repository:\n${faulty.output}`);
  return { checked: 2 + Number(passed), problems };
}

function command(cwd, line, tools) {
  const env = { ...process.env, ...uvSettings(PASSWORDS.reader), JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1' };
  return attempt(['sh', '-c', line], { cwd, env: { ...env, PATH: [join(tools, 'bin'), process.env.PATH].join(delimiter) } });
}
