import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import * as ts from 'typescript';
import type { Sample } from './measured/meter';

export const ROOT = join(__dirname, '..');
const SOURCES = join(__dirname, 'measured');

/** What the measured programs import, linked as in a team's repository. */
const PACKAGES = ['@cdktf', '@types', 'cdktf', 'cdktf-cli', 'constructs', 'tsx', 'typescript'];

/** How much of what a failed program said is kept. */
const LINES_OF_FAILURE = 20;

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
  public async runCommand(command: (compiled: string, typed: string) => string, output: string): Promise<Sample> {
    const compiled = [process.execPath, join(this.folder, 'compiled', 'run-app.js')].join(' ');
    const typed = [process.execPath, '--import', 'tsx', join(this.folder, 'sources', 'run-app.ts')].join(' ');
    const sample = await this.timed(command(compiled, typed), { CDKTF_OUTDIR: output, CHECKPOINT_DISABLE: '1' });
    return { ...sample, output: fingerprint(output) };
  }

  /** Runs a line for the shell, which itself says how much time its children took. */
  public async timed(command: string, variables: NodeJS.ProcessEnv = {}): Promise<Sample> {
    const line = `{ ${command}\n} >&2; status=$?; times; exit $status`;
    const started = performance.now();
    const stdout = await this.execute('sh', ['-c', line], variables);
    const wallMs = performance.now() - started;
    const [user, system] = stdout.trim().split('\n').at(-1)!.split(' ').map(milliseconds);
    const use = { wallMs, cpuMs: user + system };
    return { work: use, process: use, peakMb: NaN };
  }

  /** What a compiled program prints. */
  public async printed(program: string): Promise<string> {
    return this.execute(process.execPath, [join('compiled', `${program}.js`)]);
  }

  /** A folder for what several programs read; it goes with the workspace. */
  public folderFor(name: string): string {
    return join(this.folder, name);
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

  /** Gives what a program prints; what it says of its failure is the end of its errors. */
  public async execute(program: string, args: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<string> {
    const options = { cwd: this.folder, env: { ...environment(), ...variables }, maxBuffer: 1 << 26 };
    try {
      return (await promisify(execFile)(program, args, options)).stdout;
    } catch (cause) {
      const { message, stderr = '' } = cause as { message: string; stderr?: string };
      throw new Error([message.split('\n')[0], ...stderr.trim().split('\n').slice(-LINES_OF_FAILURE)].join('\n'), { cause });
    }
  }

  private compile(name: string): void {
    const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
    const { outputText } = ts.transpileModule(readFileSync(join(SOURCES, name), 'utf8'), { compilerOptions, fileName: name });
    writeFileSync(join(this.folder, 'compiled', name.replace(/\.ts$/, '.js')), outputText);
  }

  private async spawn(args: string[]): Promise<Sample> {
    const stdout = await this.execute(process.execPath, args);
    return JSON.parse(stdout.trim().split('\n').at(-1)!) as Sample;
  }
}

/** A line that asks `golden-path` for an app. */
export function goldenPath(options: string, app: string): string {
  return `${process.execPath} ${join(ROOT, 'build', 'cli', 'main.js')} ${options} --app '${app}'`;
}

/** One for all files of a folder. */
function fingerprint(folder: string): string {
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of files.map(({ parentPath, name }) => join(parentPath, name)).sort()) {
    hash.update(JSON.stringify([relative(folder, file), readFileSync(file).toString('base64')]));
  }
  return hash.digest('hex');
}

/** A time as a shell writes it, such as `1m2.5s`. */
function milliseconds(time: string): number {
  const [minutes, seconds] = time.replace('s', '').split('m').map(Number);
  return (minutes * 60 + seconds) * 1000;
}

/** What is set for the benchmark's own process, such as a loader, is not for the measured ones. */
export function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(NODE_|TSX_|CDKTF_)/.test(name)));
}
