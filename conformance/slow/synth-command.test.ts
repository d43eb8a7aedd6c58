import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { everythingIn } from '../../test/output/everything';
import { temporaryFolder } from '../../test/support/synth';

const ROOT = path.resolve(__dirname, '../..');
const MAIN = path.join(ROOT, 'build/cli/main.js');

/** More stacks than one process takes at once. */
const SERVICES = 20;

/** An app that reads what its services are from a file of its own. The process that is asked to dies with its first stack. */
const APP = `
const { App } = require('cdktf');
const { GitOpsApp, MicroserviceInfra, Platform, ServiceStack, StateBackend } = require('@golden-path/constructs');
const { replicas } = require('./replicas.js');
const app = new App();
const backend = StateBackend.s3({ bucket: 'state-of-tests', region: 'eu-west-1' });
const environments = [{
  name: 'staging', awsAccountId: '111122223333', awsRegion: 'eu-west-1', clusterName: 'main', backend,
  clusterEndpoint: 'https://main.eks.example', clusterCertificateAuthority: 'Y2VydGlmaWNhdGU=',
  oidcProviderArn: 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/MAIN',
}];
const platform = new Platform({ organization: 'acme', domain: 'platform.acme.io', teams: [{ name: 'payments' }], environments });
for (let index = 0; index < ${SERVICES}; index += 1) {
  const serviceName = 'service-' + index;
  const stack = new ServiceStack(app, serviceName + '-staging', { platform, environment: 'staging' });
  const service = new MicroserviceInfra(stack, 'Infra', { serviceName, teamName: 'payments', replicaCount: replicas });
  new GitOpsApp(stack, 'App', { service, image: 'ghcr.io/acme/' + serviceName, imageTag: '1.0.0', port: 8080 });
}
const { index } = (app.node.tryGetContext('goldenPathSynth') ?? {}).share ?? {};
const dying = process.env.DIES_AS;
if (dying === String(index)) for (const { id } of app.node.children.map(({ node }) => node)) app.node.findChild(id).toTerraform = () => process.exit(7);
// The other one leaves it something to do.
else if (dying !== undefined) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3000);
app.synth();
`;

const folder = temporaryFolder();
let watching: ChildProcess | undefined;

beforeAll(() => {
  for (const name of ['@cdktf', 'cdk8s', 'cdktf', 'constructs', 'commander', 'diff', 'js-yaml', 'semver', 'yaml']) {
    if (!fs.existsSync(path.join(ROOT, 'node_modules', name))) continue;
    fs.mkdirSync(path.join(folder, 'node_modules'), { recursive: true });
    fs.symlinkSync(path.join(ROOT, 'node_modules', name), path.join(folder, 'node_modules', name), 'junction');
  }
  fs.mkdirSync(path.join(folder, 'node_modules/@golden-path'));
  fs.symlinkSync(ROOT, path.join(folder, 'node_modules/@golden-path/constructs'), 'junction');
  fs.writeFileSync(path.join(folder, 'cdktf.json'), JSON.stringify({ language: 'typescript', app: 'node main.js' }));
  fs.writeFileSync(path.join(folder, 'main.js'), APP);
  setReplicas(2);
});
afterAll(() => void watching?.kill('SIGTERM'));

function setReplicas(replicas: number): void {
  fs.writeFileSync(path.join(folder, 'replicas.js'), `exports.replicas = ${replicas};\n`);
}

/** Runs the command, and gives its status and what it said. */
function synth(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { status, stderr, stdout } = spawnSync(process.execPath, [MAIN, 'synth', ...args], { cwd: folder, env: { ...process.env, ...env }, encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
}

/** What a synth of one process writes for the app as it is now. */
function whole(): Record<string, string> {
  const output = temporaryFolder();
  expect(synth(['--output', output, '--jobs', '1'])).toMatchObject({ status: 0 });
  return everythingIn(output);
}

/** The processes of the app that run. */
function running(): string {
  return spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).stdout.split('\n').filter((line) => line.includes(folder)).join('\n');
}

test('two processes write what one writes', () => {
  const output = temporaryFolder();
  expect(synth(['--output', output, '--jobs', '2'])).toMatchObject({ status: 0 });
  expect(everythingIn(output)).toEqual(whole());
});

test('a process that dies is made up for by the one that leads', () => {
  const output = temporaryFolder();
  expect(synth(['--output', output, '--jobs', '2'], { DIES_AS: '1' })).toMatchObject({ status: 0 });
  expect(everythingIn(output)).toEqual(whole());
});

test('if the one that leads dies, the output stays as it was, and nothing goes on', () => {
  const output = temporaryFolder();
  expect(synth(['--output', output, '--jobs', '2'])).toMatchObject({ status: 0 });
  const before = everythingIn(output);
  const { said, status } = synth(['--output', output, '--jobs', '2'], { DIES_AS: '0' });
  expect(status).toBe(1);
  expect(said.match(/golden-path synth: .*/g)).toEqual(['golden-path synth: the app ended with status 7: node main.js']);
  expect(everythingIn(output)).toEqual(before);
  expect(running()).toBe('');
});

test('after an edit, --watch has written what a whole synth writes', async () => {
  watching = spawn(process.execPath, [MAIN, 'synth', '--watch', '--output', 'watched'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [watching.stdout!, watching.stderr!]) stream.setEncoding('utf8').on('data', (text: string) => void (said += text));
  const settled = async () => {
    const until = Date.now() + 120_000;
    while (!said.includes('Waiting for edits')) {
      if (Date.now() > until) throw new Error(`it does not wait for edits: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const text = said;
    said = '';
    return text;
  };
  await settled();
  for (const replicas of [4, 5, 2]) {
    setReplicas(replicas);
    expect(await settled()).toContain(`${SERVICES} stacks in watched`);
    const written = Object.entries(everythingIn(path.join(folder, 'watched'))).filter(([name]) => !name.startsWith('.'));
    expect(Object.fromEntries(written)).toEqual(whole());
  }
}, 300_000);
