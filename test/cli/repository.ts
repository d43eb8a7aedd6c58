import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { GitOpsApp } from '@golden-path/constructs';
import type { MicroserviceInfra } from '@golden-path/constructs';
import { App } from 'cdktf';
import type { LockedStack } from '../../lib/cli/lock/lock-file';
import { filesBelow, hashOf, sealed } from '../../lib/output/file-hashes';
import { keyOf, whatOf } from '../../lib/output/lost-data';
import { aPlatform } from '../support/platform';
import { aService } from '../support/synth';
import { command } from './fixture';
import type { Ended, Files } from './fixture';

/** A team's repository: an output folder, a lock, and Git where a test asks for it. */
export class Repository {
  public readonly root = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'golden-path-repository-'));
  public readonly outdir = path.join(this.root, 'cdktf.out');
  public readonly lockFile = path.join(this.root, 'golden-path.lock.json');

  public constructor(build?: (app: App) => void) {
    if (build) this.synth(build);
  }

  /** Synthesises into the output folder, beside what is there. */
  public synth(build: (app: App) => void): void {
    const app = new App({ outdir: this.outdir });
    build(app);
    app.synth();
  }

  /** Writes files of the output as a synth would that gives them. */
  public write(files: Files): void {
    for (const [file, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(this.outdir, file)), { recursive: true });
      fs.writeFileSync(path.join(this.outdir, file), text);
    }
    seal(this.outdir);
  }

  /** Changes a file of the output as a synth would that gives another one. */
  public edit(file: string, change: (text: string) => string): void {
    this.tamper(file, change);
    seal(this.outdir);
  }

  /** Changes a file of the output after the synth, as nobody should. */
  public tamper(file: string, change: (text: string) => string): void {
    const at = path.join(this.outdir, file);
    fs.writeFileSync(at, change(fs.readFileSync(at, 'utf8')));
  }

  /** Writes a file into the output after the synth, as nobody should. */
  public plant(file: string, text: string): void {
    fs.writeFileSync(path.join(this.outdir, file), text);
  }

  /** Changes the lock as somebody does who opens it in an editor. */
  public editLock(change: (text: string) => string): void {
    fs.writeFileSync(this.lockFile, change(this.readLock()));
  }

  public readLock(): string {
    return fs.readFileSync(this.lockFile, 'utf8');
  }

  /** Runs `golden-path lock`, by default without an option. */
  public async lock(...options: string[]): Promise<Ended> {
    return command('lock', '--from', this.outdir, '--lock', this.lockFile, ...options);
  }

  public async affected(...options: string[]): Promise<Ended> {
    return command('affected', '--from', this.outdir, '--lock', this.lockFile, ...options);
  }

  /** What `golden-path affected` gives a program. */
  public async affectedJson(...options: string[]): Promise<Affected> {
    const { status, printed, complaint } = await this.affected('--format', 'json', ...options);
    expect({ status, complaint }).toEqual({ status: 0, complaint: '' });
    return JSON.parse(printed) as Affected;
  }

  /** The names of the affected stacks with what changed in each and why. */
  public async reasons(...options: string[]): Promise<Record<string, string>> {
    const { stacks } = await this.affectedJson(...options);
    return Object.fromEntries(stacks.map(({ stack, changes, reasons }) => [stack, `${changes.join('+')}: ${reasons.join(', ')}`]));
  }

  /** Commits the lock as it is, and gives the commit. */
  public commit(): string {
    if (!fs.existsSync(path.join(this.root, '.git'))) this.git('init', '--quiet', '--initial-branch', 'main');
    if (fs.existsSync(this.lockFile)) this.git('add', '--', this.lockFile);
    const author = ['-c', 'user.name=A Tester', '-c', 'user.email=tester@example.com', '-c', 'commit.gpgsign=false'];
    this.git(...author, 'commit', '--quiet', '--allow-empty', '--message', 'a state');
    return this.git('rev-parse', 'HEAD').trim();
  }

  public git(...args: string[]): string {
    const { status, stdout, stderr } = spawnSync('git', args, { cwd: this.root, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  }
}

/** Gives the record of an output the hashes of the files that are there, as a synth does; what is no record stays as it is. */
export function seal(outdir: string): void {
  const file = path.join(outdir, 'golden-path.json');
  let record: { digest?: string; files?: object };
  try {
    record = JSON.parse(fs.readFileSync(file, 'utf8')) as typeof record;
  } catch {
    return;
  }
  if (Array.isArray(record)) return;
  const names = ['stacks', 'gitops', 'repository'].flatMap((area) => filesBelow(outdir, area));
  const files = Object.fromEntries(names.map((name) => [name, hashOf(name, fs.readFileSync(path.join(outdir, name)))]));
  const content = Object.fromEntries(Object.entries(record).filter(([key]) => key !== 'digest'));
  fs.writeFileSync(file, `${JSON.stringify(sealed({ ...content, files }), undefined, 2)}\n`);
}

/** Writes down that all may go that the lock says is held. */
export function retire(repository: Repository): void {
  const { stacks } = JSON.parse(repository.readLock()) as { stacks: Record<string, LockedStack> };
  const lines = Object.entries(stacks).flatMap(([stack, { data = [] }]) =>
    data.map((held) => [keyOf(stack, held), { what: whatOf(held), reason: 'nobody needs it', date: '2026-11-27' }]),
  );
  fs.writeFileSync(path.join(repository.root, 'retired.yaml'), JSON.stringify(Object.fromEntries(lines)));
}

/** The answer of `golden-path affected --format json`. */
export interface Affected {
  readonly version: string;
  readonly base: string;
  readonly stacks: readonly {
    readonly stack: string;
    readonly changes: readonly string[];
    readonly reasons: readonly string[];
    readonly waitsForPromotion?: true;
  }[];
  readonly removed: readonly { readonly stack: string }[];
}

/** One service in two environments, as an application. */
export function twoEnvironments(app: App, build?: (service: MicroserviceInfra) => void): void {
  const platform = aPlatform();
  for (const environment of ['production', 'staging']) {
    const service = aService(app, {}, { platform, environment, build });
    new GitOpsApp(service.node.scope!, 'App', { service, image: 'ghcr.io/acme/checkout', imageTag: '1.0.0', port: 8080 });
  }
}

/** A repository whose lock is that of its output. */
export async function locked(build: (app: App) => void = twoEnvironments): Promise<Repository> {
  const repository = new Repository(build);
  expect(await repository.lock()).toMatchObject({ status: 0, complaint: '' });
  return repository;
}
