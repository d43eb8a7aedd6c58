// Compares this tree with the last release. Started by compat.mjs, which builds first.
import { parseArgs } from 'node:util';
import { ROOT } from '../../test/support/examples';
import { BASELINE, baselineOf, changesSince, lastRelease, readBaseline, UNRELEASED, writeBaseline } from './baseline';
import { versionAsked } from './next-version';
import { plan } from './plan';
import { verdictOn } from './verdict';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { update: { type: 'boolean' }, version: { type: 'string' } } });
  if (values.update) {
    await update(values.version || undefined);
    return;
  }
  const baseline = readBaseline(ROOT);
  const { good, lines } = verdictOn(
    baseline.release.version,
    await changesSince(baseline, ROOT),
    await plan(ROOT, baseline, values.version || undefined),
  );
  console.log(lines.join('\n'));
  process.exitCode = good ? 0 : 1;
}

/** Makes this tree what later ones are compared with. */
async function update(asked?: string): Promise<void> {
  const release = lastRelease(ROOT);
  if (!asked && release !== UNRELEASED) {
    throw new Error(`${BASELINE} is what ${release} was, and only a release changes it: say which one with --version`);
  }
  const { version } = asked ? versionAsked(release, asked) : { version: UNRELEASED };
  writeBaseline(ROOT, await baselineOf(ROOT, version));
  console.log(`${BASELINE} is this tree now, as ${version}`);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
