// npm run release:pack: makes what a release publishes, once, in dist/release. Started after release:version, which says what it is.
import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileActions, installActions, packActions } from '../steps/backstage-actions.mjs';
import { compile } from '../steps/build.mjs';
import { Report } from '../support/report.mjs';
import { npm, ROOT, run } from '../support/run.mjs';
import { packRegistry } from './modules/registry.mjs';
import { digestOf, wheelAt } from './publish/files.mjs';
import { packLibraryWheel, packProviderWheels } from './python/wheels.mjs';
import { RECORDED, releaseCommit } from './release-commit.mjs';

const FOLDER = join(ROOT, 'dist/release');
const RELEASE = join(FOLDER, 'release.json');

const report = new Report('Packing the release');
if (!existsSync(RELEASE)) {
  console.error('no dist/release/release.json: run npm run release:version first');
  process.exit(1);
}
const release = JSON.parse(readFileSync(RELEASE, 'utf8'));
const done =
  (await report.step('build', compile)) &&
  (await report.step('package', packLibrary)) &&
  (await report.step('Backstage actions', packScaffolderActions)) &&
  (await report.step('chart', packChart)) &&
  // Only where there is a registry for it.
  (!process.env.PYTHON_REGISTRY_URL || (await report.step('Python', packWheels))) &&
  (!process.env.MODULE_REGISTRY_BUCKET || (await report.step('modules', packModules)));
if (done) {
  for (const path of RECORDED) cpSync(join(ROOT, path), join(FOLDER, 'tree', path), { recursive: true });
  writeFileSync(RELEASE, `${JSON.stringify(release, undefined, 2)}\n`);
  // For the step of the workflow that tries the very package in a consumer, and the job that records this very commit.
  const outputs = `tarball=${join(FOLDER, release.package.file)}\ncommit=${release.tagged}\n`;
  if (process.env.GITHUB_OUTPUT) appendFileSync(process.env.GITHUB_OUTPUT, outputs);
}
report.finish();

async function packLibrary() {
  release.tagged = releaseCommit(ROOT, release.version);
  // `golden-path init` pins the workflows by it.
  writeFileSync(join(ROOT, 'build/release.json'), `${JSON.stringify({ version: release.version, commit: release.tagged })}\n`);
  const output = await run(npm('pack', '--silent', '--pack-destination', FOLDER));
  const file = output.trim().split('\n').at(-1);
  const { version } = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8'));
  if (version !== release.version) throw new Error(`the build is of ${version}, and ${release.version} is to be released`);
  release.package = hashesOf(file);
  return { note: file };
}

/** Another package of the same version. */
async function packScaffolderActions(say) {
  await installActions(say);
  await compileActions();
  const file = await packActions(release.version, FOLDER);
  release.actions = { name: '@golden-path/backstage-actions', ...hashesOf(file) };
  return { note: file };
}

function hashesOf(file) {
  const content = readFileSync(join(FOLDER, file));
  const integrity = `sha512-${createHash('sha512').update(content).digest('base64')}`;
  return { file, sha256: digestOf(join(FOLDER, file)), integrity };
}

/** The library for Python, of the same version, and the providers that it is quick to start with. */
async function packWheels(say) {
  const files = [await packLibraryWheel(FOLDER), ...(await packProviderWheels(FOLDER, say))];
  release.wheels = files.map((file) => wheelAt(FOLDER, file));
  return { note: files.join(', ') };
}

/** The modules, of the same version, beside all that the registry has. */
async function packModules(say) {
  const { MODULE_REGISTRY_HOST: host, MODULE_PLATFORM: platform } = process.env;
  const published = join(ROOT, 'dist/registry.tar');
  release.modules = await packRegistry({ published, version: release.version, host, platform, destination: FOLDER }, say);
  return { note: `for ${host}` };
}

/** The chart has versions of its own: the one that is there already is not published again. */
async function packChart() {
  const dist = join(ROOT, 'dist');
  for (const name of charts(dist)) rmSync(join(dist, name));
  await run([process.execPath, 'scripts/chart.mjs', 'pack']);
  const [file] = charts(dist);
  if (!file) throw new Error('npm run chart:pack wrote no dist/common-<version>.tgz');
  cpSync(join(dist, file), join(FOLDER, file));
  release.chart = { name: 'common', version: /^common-(.+)\.tgz$/.exec(file)[1], file, sha256: digestOf(join(FOLDER, file)) };
  return { note: file };
}

function charts(folder) {
  return readdirSync(folder).filter((name) => /^common-.+\.tgz$/.test(name));
}
