import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import * as ts from 'typescript';
import type { Sample } from './measured/meter';

export const ROOT = join(__dirname, '..');
const SOURCES = join(__dirname, 'measured');

/** What the measured programs import, linked as in a team's repository. */
const PACKAGES = ['@cdktf', '@types', 'cdktf', 'cdktf-cli', 'constructs', 'tsx', 'typescript'];

/**
 * A repository in miniature that has the compiled package installed, as its users do.
 *
 * What is measured must not stand in this repository, whose tsconfig.json lets tsx read lib/ in place of the package. It is
 * compiled beforehand, so that no side pays for it.
 */
export class Workspace {
  private readonly folder = mkdtempSync(join(tmpdir(), 'golden-path-bench-'));
  private outputs = 0;

  public constructor() {
    const links = [...PACKAGES.map((name) => [name, join(ROOT, 'node_modules', name)]), ['@golden-path/constructs', ROOT]];
    for (const [name, target] of links) {
      const link = join(this.folder, 'node_modules', name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(target, link, 'junction');
    }
    cpSync(SOURCES, join(this.folder, 'sources'), { recursive: true });
    // CDKTF's own command looks for it; the app is an argument.
    writeFileSync(join(this.folder, 'cdktf.json'), '{"language":"typescript","app":"true"}');
    mkdirSync(join(this.folder, 'compiled'));
    for (const name of readdirSync(SOURCES)) this.compile(name);
  }

  /** Runs a compiled program in a fresh process, and gives what it measured. */
  public async run(program: string, ...args: string[]): Promise<Sample> {
    return this.spawn([join('compiled', `${program}.js`), ...args]);
  }

  /** The same by tsx, from the TypeScript sources. */
  public async runWithTsx(program: string, ...args: string[]): Promise<Sample> {
    return this.spawn(['--import', 'tsx', join('sources', `${program}.ts`), ...args]);
  }

  /** The same of the app that is run by `golden-path synth` or another command, with all that it starts. */
  public async runCommand(command: (file: string) => string, output: string): Promise<Sample> {
    const started = performance.now();
    const app = [process.execPath, join(this.folder, 'compiled', 'run-app.js')].join(' ');
    // The shell itself says how much time its children took.
    const line = `${command(app)} >&2; status=$?; times; exit $status`;
    const env = { ...environment(), CDKTF_OUTDIR: output, CHECKPOINT_DISABLE: '1' };
    const { stdout } = await promisify(execFile)('sh', ['-c', line], { cwd: this.folder, env, maxBuffer: 1 << 26 });
    const wallMs = performance.now() - started;
    const [user, system] = stdout.trim().split('\n').at(-1)!.split(' ').map(milliseconds);
    const use = { wallMs, cpuMs: user + system };
    return { work: use, process: use, peakMb: NaN };
  }

  /** Gives an action a folder for its output, new and empty, and removes it again. */
  public async withOutput<T>(action: (folder: string) => Promise<T>): Promise<T> {
    this.outputs += 1;
    const folder = join(this.folder, `output-${this.outputs}`);
    try {
      return await action(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private compile(name: string): void {
    const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
    const { outputText } = ts.transpileModule(readFileSync(join(SOURCES, name), 'utf8'), { compilerOptions, fileName: name });
    writeFileSync(join(this.folder, 'compiled', name.replace(/\.ts$/, '.js')), outputText);
  }

  private async spawn(args: string[]): Promise<Sample> {
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: this.folder, env: environment() });
    return JSON.parse(stdout.trim().split('\n').at(-1)!) as Sample;
  }
}

/** A time as a shell writes it, such as `1m2.5s`. */
function milliseconds(time: string): number {
  const [minutes, seconds] = time.replace('s', '').split('m').map(Number);
  return (minutes * 60 + seconds) * 1000;
}

/** What is set for the benchmark's own process, such as a loader, is not for the measured ones. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(NODE_|TSX_|CDKTF_)/.test(name)));
}
