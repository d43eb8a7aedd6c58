import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../../../scripts/support/files.mjs';
import { ROOT, run } from '../../../scripts/support/run.mjs';
import { differences } from './compare.mjs';
import { PASSWORDS } from './registry.mjs';
import { copyTeam, install, synthesise } from './team.mjs';

/** What has to come from the registry, though PyPI may have something of that name. */
const OURS = ['golden-path', 'acme-platform', 'cdktf-cdktf-provider-aws', 'cdktf-cdktf-provider-kubernetes'];

/** A team's fresh repository is installed from the registry, which has to be asked with a password. */
export async function installed(place) {
  const { team, registry } = place;
  copyTeam('apps/ledger-report', team, registry);
  const without = await install(place.tools, team, 'wrong').then(() => 'the registry gives its packages to anybody', () => undefined);
  await install(place.tools, team, PASSWORDS.reader);
  const lock = readFileSync(join(team, 'uv.lock'), 'utf8');
  const elsewhere = OURS.filter((name) => !takenFrom(lock, name, registry.index));
  return { checked: 1 + OURS.length, problems: [without, ...elsewhere.map((name) => `${name} is not from the registry`)].filter(Boolean) };
}

function takenFrom(lock, name, index) {
  const [, part] = lock.split(`\nname = "${name}"\n`);
  return part?.split('\n[[package]]')[0].includes(`registry = "${index}"`) === true;
}

/** The service in Python gives the very bytes of the service in TypeScript; with another number in it, it does not. */
export async function equalOutput(place) {
  const [twin, out, planted] = ['twin', 'out', 'planted'].map((name) => join(place.folder, name));
  const env = { ...process.env, CDKTF_OUTDIR: twin, TSX_TSCONFIG_PATH: 'tsconfig.build.json' };
  await run([process.execPath, '--import', 'tsx', join(ROOT, 'conformance/checks/python/twin.ts')], { env });
  const first = await synthesise(place.team, out);
  if (first.code !== 0) return { problems: [first.output] };
  const { seconds } = await synthesise(place.team, out);
  const problems = differences(twin, out);

  const main = join(place.team, 'main.py');
  const text = readFileSync(main, 'utf8');
  writeFileSync(main, text.replace('replica_count=3', 'replica_count=4'));
  const more = await synthesise(place.team, planted);
  writeFileSync(main, text);
  if (more.code !== 0) problems.push(`the service with one more replica does not synthesise:\n${more.output}`);
  else if (differences(twin, planted).length === 0) problems.push('one more replica makes no difference: the comparison is blind');
  const files = filesBelow(twin).length;
  const took = `the first synth took ${first.seconds.toFixed(1)} s, the next ${seconds.toFixed(1)} s`;
  return { checked: files + 1, problems, note: `${files} files equal; ${took}` };
}
