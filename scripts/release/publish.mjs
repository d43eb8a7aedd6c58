// node scripts/release/publish.mjs FOLDER: publishes what npm run release:pack wrote, as it is. What is there already is left;
// so a release that failed half-way is run again. Plain Node: nothing that was installed takes part.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Report } from '../support/report.mjs';
import { npm } from '../support/run.mjs';
import { attempt, run } from './publish/command.mjs';
import { readRelease } from './publish/files.mjs';
import { publishWheel, pythonRegistryOf } from './publish/python.mjs';
import { chartRepositoryOf, registryOf } from './publish/settings.mjs';

const folder = resolve(process.argv[2] ?? 'dist/release');
const home = mkdtempSync(join(tmpdir(), 'golden-path-publish-'));
const report = new Report('Publishing');
try {
  let release, registry, charts, python;
  const ready =
    (await report.step('what was tested', () => {
      release = readRelease(folder);
      return { note: `${release.name}@${release.version}, chart ${release.chart.name} ${release.chart.version}` };
    })) &&
    (await report.step('settings', () => {
      charts = chartRepositoryOf(process.env);
      registry = registryOf(process.env, release.name, run);
      python = pythonRegistryOf(process.env);
      return { note: [registry.kind, charts, python?.upload].filter(Boolean).join('; ') };
    }));
  if (ready) {
    // The chart first: a package is of no use to services whose chart cannot be found.
    if (await report.step('chart', () => publishChart(release.chart, charts))) {
      await report.step('package', () => publishPackage({ name: release.name, ...release.package }, release, registry));
      await report.step('Backstage actions', () => publishPackage(release.actions, release, registry));
      if (python) await publishWheels(release, python);
    }
  }
} finally {
  rmSync(home, { recursive: true });
}
report.finish();

async function publishWheels({ wheels = [] }, registry) {
  if (wheels.length === 0) await report.step('Python', noWheels);
  for (const wheel of wheels) await report.step(`Python ${wheel.name}`, () => publishWheel(wheel, folder, registry));
}

function noWheels() {
  throw new Error('the release has no wheels: PYTHON_REGISTRY_URL has to be set when it is packed, too');
}

function publishChart({ name, version, file }, repository) {
  logIn(new URL(repository.replace('oci:', 'https:')).host);
  const { status } = attempt(['helm', 'show', 'chart', `${repository}/${name}`, '--version', version]);
  if (status === 0) return { note: `${version} is there already` };
  run(['helm', 'push', join(folder, file), repository]);
  return { note: `${repository}/${name}:${version}` };
}

/** The password goes in where no list of processes shows it. */
function logIn(host) {
  const { CHART_REGISTRY_USER, CHART_REGISTRY_TOKEN, GITHUB_ACTOR, GITHUB_TOKEN } = process.env;
  const [user, password] = CHART_REGISTRY_TOKEN ? [CHART_REGISTRY_USER, CHART_REGISTRY_TOKEN] : [GITHUB_ACTOR, GITHUB_TOKEN];
  if (!user || !password) throw new Error(`nobody to log in to ${host} as: set CHART_REGISTRY_USER and CHART_REGISTRY_TOKEN`);
  run(['helm', 'registry', 'login', host, '--username', user, '--password-stdin'], { input: password });
}

function publishPackage({ name, file, integrity }, { version, channel }, registry) {
  // Away from any project, whose settings are none of this.
  const options = { cwd: home, env: { ...process.env, ...npmSettings(name, registry) } };
  const view = attempt(npm('view', `${name}@${version}`, 'dist.integrity', '--json'), options);
  const found = parsed(view.stdout);
  if (typeof found === 'string') {
    if (found !== integrity) throw new Error(`${name}@${version} is there already, and is another package: its integrity is ${found}`);
    return { note: `${version} is there already` };
  }
  // A package that is there without this version gives nothing, one that is not there E404; all else tells nothing.
  const isNew = view.status === 0 || found?.error?.code === 'E404';
  if (!isNew) {
    throw Object.assign(new Error('the registry does not say whether the version is there'), { output: view.stdout + view.stderr });
  }
  run(npm('publish', join(folder, file), '--tag', channel, ...(registry.arguments ?? [])), options);
  return { note: `${name}@${version} as ${channel}` };
}

/** npm's settings for this registry alone. The token stays in the environment; the file only names it. */
function npmSettings(name, { url, token }) {
  const lines = ['ignore-scripts=true', 'update-notifier=false', 'fund=false'];
  if (url) {
    const address = url.endsWith('/') ? url : `${url}/`;
    lines.push(
      `registry=${address}`,
      `${name.split('/')[0]}:registry=${address}`,
      `${address.replace(/^https?:/, '')}:_authToken=\${GOLDEN_PATH_REGISTRY_TOKEN}`,
    );
  }
  const file = join(home, 'npmrc');
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  return { npm_config_userconfig: file, ...(url && { npm_config_registry: url, GOLDEN_PATH_REGISTRY_TOKEN: token }) };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
