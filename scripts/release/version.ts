// npm run release:version: decides the next version, and writes it where --dry-run is not given.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../../test/support/examples';
import { BASELINE, baselineOf, changesSince, readBaseline, writeBaseline } from './baseline';
import type { Baseline } from './baseline';
import { notesOf, release } from './changelog';
import { channelOf } from './next-version';
import type { NextVersion } from './next-version';
import { commitsOf, plan, tagOf } from './plan';
import { verdictOn } from './verdict';

const git = (...args: string[]) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { 'dry-run': { type: 'boolean' }, 'version': { type: 'string' }, 'branch': { type: 'string' } },
  });
  const baseline = readBaseline(ROOT);
  const next = await plan(ROOT, baseline, values.version || undefined);
  console.log(`last      ${baseline.release.version}`);
  if (next.bump === 'none') {
    console.log('next      none: no commit since then is a feature or a fix');
    output({ version: '', tag: '', channel: '' });
    return;
  }
  const branch = values.branch ?? git('rev-parse', '--abbrev-ref', 'HEAD');
  const channel = channelOf(branch, next.version);
  console.log(`next      ${next.version}, a ${next.bump} version\nchannel   ${channel}, from the branch ${branch}\nbecause`);
  console.log(next.reasons.map((reason) => `  ${reason}`).join('\n'));
  output({ version: next.version, tag: tagOf(next.version), channel });
  if (!values['dry-run']) await write(baseline, next, channel);
}

/** Writes what a release changes in the repository, where its version says what changed. */
async function write(baseline: Baseline, next: NextVersion, channel: string): Promise<void> {
  const { good, lines } = verdictOn(baseline.release.version, await changesSince(baseline, ROOT), next);
  if (!good) throw new Error(lines.join('\n'));
  const changelog = join(ROOT, 'CHANGELOG.md');
  // The commit's date, so that the same commit gives the same release.
  const text = release(readFileSync(changelog, 'utf8'), next.version, git('log', '-1', '--format=%cs'));
  const notes = notesOf(text, next.version, await commitsOf(ROOT, baseline.release.version));
  writeBaseline(ROOT, await baselineOf(ROOT, next.version));
  writeFileSync(changelog, text);
  setVersion(next.version);
  describe({ version: next.version, tag: tagOf(next.version), channel }, notes);
  console.log(`written   CHANGELOG.md, package.json, ${BASELINE}`);
}

/** In the repository the version is 0.0.0, since the tags say it; what is packed has its own. */
function setVersion(version: string): void {
  const file = join(ROOT, 'package.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^( {2}"version": )".*"/m, `$1"${version}"`));
}

/** What is made and published next, for `npm run release:pack`. */
function describe(released: Record<string, string>, notes: string): void {
  const folder = join(ROOT, 'dist/release');
  const { name } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { name: string };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'release.json'),
    `${JSON.stringify({ name, ...released, commit: git('rev-parse', 'HEAD') }, undefined, 2)}\n`,
  );
  writeFileSync(join(folder, 'notes.md'), notes);
}

/** What later steps of a workflow read. */
function output(values: Record<string, string>): void {
  const file = process.env.GITHUB_OUTPUT;
  if (file) {
    appendFileSync(
      file,
      Object.entries(values)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    );
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
