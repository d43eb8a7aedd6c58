import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OUTPUT } from '../../../scripts/steps/synth.mjs';
import { attempt, CommandFailed, npm, run } from '../../../scripts/support/run.mjs';
import { NotRun } from '../../checks/not-run.mjs';
import { copyApp } from '../apps.mjs';
import { readOutput } from '../output.mjs';
import { npmrc, TOKEN } from './manifests.mjs';

/**
 * How a team's repository is compiled: nothing in it leads to the sources of the library.
 *
 * @param {string[]} types whose types are there without an import
 */
export function compilerOptions(types) {
  return { module: 'node16', target: 'es2022', lib: ['es2022'], types, strict: true, skipLibCheck: true, noEmit: true };
}

const QUIET = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', '--fetch-retries=1', '--loglevel=error'];

/** The repository of a team, outside of this one and with nothing from it. */
export class Consumer {
  /**
   * @param app what stands in it, as `readApps` gives it
   * @param manifest its package.json
   * @param access where it gets our packages from: `{ url, scopes, token }`
   */
  constructor(folder, app, manifest, { url, scopes, token }) {
    this.folder = folder;
    this.name = app.name;
    this.command = app.command;
    this.tested = 'test' in (manifest.scripts ?? {});
    this.scopes = scopes;
    this.env = environment(token);
    mkdirSync(folder, { recursive: true });
    copyApp(app, folder);
    this.write('package.json', JSON.stringify(manifest, undefined, 2));
    this.write('.npmrc', npmrc(url, scopes));
    if (existsSync(join(folder, 'tsconfig.json'))) return;
    this.write('tsconfig.json', JSON.stringify({ compilerOptions: compilerOptions(typesOf(manifest)) }));
  }

  write(file, text) {
    writeFileSync(join(this.folder, file), text);
  }

  /**
   * `npm install`, or another command of npm that installs.
   *
   * @throws NotRun where the registry of everything else cannot be reached
   */
  async install(...args) {
    const command = npm(...(args.length > 0 ? args : ['install']), ...QUIET);
    const { code, output } = await attempt(command, { cwd: this.folder, env: this.env });
    if (code === 0) return;
    const unreachable = await findUnreachable();
    if (unreachable) throw new NotRun(`the registry of all other packages does not answer: ${unreachable}`);
    throw new CommandFailed(`npm ${args[0] ?? 'install'}`, code, output);
  }

  /** The package.json of what is installed under a name. */
  installed(name) {
    return JSON.parse(readFileSync(join(this.folder, 'node_modules', name, 'package.json'), 'utf8'));
  }

  /** A command of a package that is installed here, as `npx` runs it. */
  async npx(...command) {
    return this.exec('--', ...command);
  }

  async exec(...args) {
    return run(npm('exec', '--no', '--loglevel=error', ...args), { cwd: this.folder, env: this.env });
  }

  async node(...args) {
    return run([process.execPath, ...args], { cwd: this.folder, env: this.env });
  }

  /** Runs the team's own tests. */
  async test() {
    await run(npm('test', '--loglevel=error'), { cwd: this.folder, env: this.env });
  }

  /**
   * Synthesises anew, and gives back what was written.
   *
   * @param {boolean} cli through CDKTF's command line; otherwise by the command that this runs
   * @param normalise takes out what may differ
   */
  async synthesise({ cli = false, normalise } = {}) {
    const output = join(this.folder, OUTPUT);
    rmSync(output, { recursive: true, force: true });
    await (cli ? this.npx('cdktf', 'synth') : this.exec('-c', this.command));
    return readOutput(output, normalise);
  }

  /**
   * Hands what is installed on to the next repository, but for what the private registry served: unpacking a gigabyte takes
   * half a minute, and npm makes right what differs in a second.
   */
  handOver(next) {
    renameSync(join(this.folder, 'node_modules'), join(next.folder, 'node_modules'));
    const modules = join(next.folder, 'node_modules');
    for (const left of ['.package-lock.json', ...this.scopes]) rmSync(join(modules, left), { recursive: true, force: true });
    // npm takes a command that is there for one that can be run.
    const commands = readdirSync(join(modules, '.bin')).map((name) => join(modules, '.bin', name));
    for (const command of commands) if (lstatSync(command).isSymbolicLink() && !existsSync(command)) rmSync(command);
  }
}

/** Node's, which come with the command line of CDKTF, and those that the team asks for. */
function typesOf({ devDependencies = {} }) {
  const asked = Object.keys(devDependencies).flatMap((name) => name.match(/^@types\/(.+)/)?.[1] ?? []);
  return [...new Set(['node', ...asked])];
}

/** What npm says of an install does not tell whether the registry of everything else could be reached; a single question does. */
async function findUnreachable() {
  const { code, output } = await attempt(npm('view', 'cdktf', 'name', '--prefer-online', '--fetch-retries=0'));
  return code === 0 ? undefined : (output.match(/npm error .*/)?.[0] ?? `npm view ended with ${code}`);
}

/** What this repository's own commands, or an `npm exec` around them, set must not lead here. */
const OURS = [
  'CDKTF_OUTDIR',
  'CDKTF_CONTEXT_JSON',
  'NODE_OPTIONS',
  'NODE_PATH',
  'TSX_TSCONFIG_PATH',
  'npm_config_call',
  'npm_config_package',
];

function environment(token) {
  const inherited = Object.entries(process.env).filter(([name]) => !OURS.includes(name));
  // CDKTF's command line asks Terraform's makers for news otherwise.
  return { ...Object.fromEntries(inherited), CI: 'true', CHECKPOINT_DISABLE: '1', [TOKEN]: token };
}
