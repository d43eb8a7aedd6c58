import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { RECORD_VERSION } from '../../lib/output/record';
import { command, filesBelow } from './fixture';
import type { Ended, Files } from './fixture';
import { seal } from './repository';

export const STATE = '.golden-path/repository.json';

/** What a synth has for the repository of a service. */
export interface Output {
  readonly managed?: Files;
  readonly given?: Files;
}

export const NOTHING = { status: 0, printed: 'Nothing changes.\n', complaint: '' };

/** The output of a synth, and a checkout of a service's repository. */
export class CarryOver {
  public readonly root = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'golden-path-carry-over-'));
  public readonly checkout = path.join(this.root, 'checkout');
  public readonly outdir = path.join(this.root, 'infra', 'cdktf.out');

  public constructor(output: Output = {}, checkout: Files = {}) {
    fs.mkdirSync(this.checkout);
    this.write(checkout);
    this.synth({ checkout: output });
  }

  /** What a synth leaves behind. */
  public synth(repositories: Readonly<Record<string, Output>>): void {
    fs.rmSync(this.outdir, { recursive: true, force: true });
    const listed = Object.entries(repositories).map(([name, { given = {}, managed = {} }]) => {
      writeFiles(path.join(this.outdir, 'repository', name), { ...managed, ...given });
      return [name, { managed: Object.keys(managed), given: Object.keys(given) }] as const;
    });
    const filled = listed.filter(([, { managed, given }]) => managed.length + given.length > 0);
    const stacks = { 'checkout-staging': { service: 'checkout', environment: 'staging' } };
    const record = { recordVersion: RECORD_VERSION, version: '1.2.3', stacks, repositories: Object.fromEntries(filled) };
    writeFiles(this.outdir, { 'golden-path.json': JSON.stringify(record) });
    seal(this.outdir);
  }

  public write(files: Files): void {
    writeFiles(this.checkout, files);
  }

  public remove(file: string): void {
    fs.rmSync(path.join(this.checkout, file));
  }

  public read(file: string): string {
    return fs.readFileSync(path.join(this.checkout, file), 'utf8');
  }

  /** All files of the checkout but the state. */
  public files(): Files {
    const { [STATE]: state, ...others } = filesBelow(this.checkout);
    return state === undefined ? filesBelow(this.checkout) : others;
  }

  // The shape is what the tests state.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  public state(): any {
    return JSON.parse(this.read(STATE));
  }

  /** Runs the command as CI does, by default writing. */
  public async run(...options: string[]): Promise<Ended> {
    const deciding = ['--check', '--dry-run', '--yes'].some((each) => options.includes(each));
    return command('repository', this.checkout, '--from', this.outdir, ...options, ...(deciding ? [] : ['--yes']));
  }

  /** The problems that a run lists, as `path: got`, and that it wrote nothing. */
  public async refused(...options: string[]): Promise<string[]> {
    const before = filesBelow(this.checkout);
    const { status, complaint } = await this.run(...options);
    expect([status, filesBelow(this.checkout)]).toEqual([1, before]);
    return [...complaint.matchAll(/^ {2}\d+\. (.*): got (.*)$/gm)].map(([, at, got]) => `${at}: ${got}`);
  }
}

/** A checkout into which the output was carried. */
export async function carried(output: Output, checkout: Files = {}): Promise<CarryOver> {
  const code = new CarryOver(output, checkout);
  expect(await code.run()).toMatchObject({ status: 0, complaint: '' });
  return code;
}

function writeFiles(folder: string, files: Files): void {
  fs.mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
}
