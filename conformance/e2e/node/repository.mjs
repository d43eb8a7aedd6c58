import { execFileSync } from 'node:child_process';
import { readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { OUTPUT } from '../../../scripts/steps/synth.mjs';
import { ROOT, run } from '../../../scripts/support/run.mjs';
import { readOutput } from '../output.mjs';

const COMMAND = join(ROOT, 'build/cli/main.js');
const NO_NETWORK = join(ROOT, 'test/cli/init/no-network.mjs');
const ANSWERS = ['--service', 'shop', '--team', 'trade', '--scope', 'acme', '--ci', 'none', '--registry', 'https://npm.acme.example/'];
const QUIET = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];

/** A repository that `golden-path init` writes, in which one version of Node runs everything. */
export class NewRepository {
  /** @param {string} node the program */
  constructor(folder, node) {
    this.folder = folder;
    this.node = node;
  }

  /** Creates it, and takes the library from a tarball in place of a registry. */
  async create(tarball) {
    await run([this.node, COMMAND, 'init', this.folder, ...ANSWERS, '--yes']);
    const manifest = JSON.parse(this.read('package.json'));
    manifest.dependencies['@golden-path/constructs'] = `file:${tarball}`;
    this.write('package.json', JSON.stringify(manifest, undefined, 2));
    // There is nobody to serve the scope of the library, and no token.
    this.write('.npmrc', this.read('.npmrc').split('\n').filter((line) => !line.includes('acme.example')).join('\n'));
  }

  async install() {
    await this.npm('install', ...QUIET);
  }

  /** Runs the install scripts that .npmrc turns off. */
  async runInstallScripts() {
    await this.npm('rebuild', '--ignore-scripts=false', '--loglevel=error');
  }

  useModules() {
    this.write('package.json', JSON.stringify({ ...JSON.parse(this.read('package.json')), type: 'module' }, undefined, 2));
  }

  /** What `npm run synth` writes; it fails where the network is asked. */
  async synthesise() {
    rmSync(join(this.folder, OUTPUT), { recursive: true, force: true });
    const [program, ...args] = JSON.parse(this.read('package.json')).scripts.synth.split(' ');
    if (program !== 'node') throw new Error(`npm run synth runs ${program}`);
    await this.run([this.node, '--import', NO_NETWORK, ...args]);
    return readOutput(join(this.folder, OUTPUT));
  }

  async npm(...args) {
    return this.run([this.node, npmProgram(), ...args]);
  }

  async run(command) {
    const PATH = [dirname(this.node), process.env.PATH].join(delimiter);
    return run(command, { cwd: this.folder, env: { ...process.env, NODE_OPTIONS: '', PATH, CI: 'true' } });
  }

  /** Hands what is installed on: unpacking a gigabyte takes half a minute, and npm checks it anew. */
  handOver(next) {
    renameSync(join(this.folder, 'node_modules'), join(next.folder, 'node_modules'));
  }

  read(file) {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  write(file, text) {
    writeFileSync(join(this.folder, file), text);
  }
}

let found;

/** npm as a program of Node, so that any version of Node can run it. */
function npmProgram() {
  found ??= process.env.npm_execpath ?? realpathSync(execFileSync('which', ['npm'], { encoding: 'utf8' }).trim());
  return found;
}
