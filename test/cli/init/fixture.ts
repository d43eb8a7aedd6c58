import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import type { Status } from '../../../lib/cli/decide';
import { init } from '../../../lib/cli/init/init';
import type { Machine } from '../../../lib/cli/init/init';
import { interviewAt } from '../../../lib/cli/init/interview';
import type { Answers } from '../../../lib/cli/init/question';
import type { Release } from '../../../lib/repository/infrastructure/library';
import { filesBelow } from '../fixture';
import type { Files } from '../fixture';

/** What the library is taken to be released as. */
export const RELEASE: Release = { version: '1.2.3', commit: '0123456789abcdef0123456789abcdef01234567' };

/** Everything that has no default. */
export const ANSWERS: Answers = {
  service: 'payment-service',
  team: 'payments',
  scope: '@acme',
  registry: 'https://npm.acme.example/',
};

/** The same where the platform comes from a package. */
export const WITH_PACKAGE: Answers = { ...ANSWERS, scope: undefined, platformPackage: '@acme/platform@^1.0.0' };

/** What one run did. */
export interface Run {
  readonly status?: Status;
  /** The message that it was refused with. */
  readonly refusal?: string;
  /** What somebody at the terminal sees, answers included. */
  readonly screen: string;
  readonly complaint: string;
}

/** How a run differs from one in CI with `--yes`. */
export interface Setting {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  /** What is typed, line by line, by somebody who then leaves; without it, nobody is there. */
  readonly typed?: readonly string[];
  /** What npm on this machine takes the library from. */
  readonly registry?: string;
  /** Whether the library is a build that is no release. */
  readonly unreleased?: boolean;
}

/** A folder that is not there yet, in one of its own. */
export function newFolder(name = 'my-infra'): string {
  return path.join(fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'golden-path-init-')), name);
}

/** Runs the command in this process. */
export async function run(folder: string, given: Answers, setting: Setting = { yes: true }): Promise<Run> {
  const { yes, dryRun, typed, registry, unreleased } = setting;
  let [screen, complaint] = ['', ''];
  const print = (text: string) => void (screen += text);
  const release = unreleased ? undefined : RELEASE;
  const machine: Machine = { registryOf: () => registry, release, interview: () => interviewAt(terminal(typed ?? [], print)) };
  const output = {
    print,
    complain: (text: string) => void (complaint += text),
    interactive: typed !== undefined,
    confirm: async () => false,
  };
  try {
    const status = await init({ folder, yes, dryRun }, given, output, machine);
    return { status, screen, complaint };
  } catch (error) {
    return { refusal: (error as Error).message, screen, complaint };
  }
}

/** The files of a new repository. */
export async function made(given: Answers = ANSWERS): Promise<Files> {
  const folder = newFolder();
  expect(await run(folder, given)).toMatchObject({ status: 0, complaint: '' });
  return filesBelow(folder);
}

/** What stands at a path, or nothing. */
export function present(target: string): boolean {
  return fs.existsSync(target);
}

/** A terminal at which each question gets the next line, shown as it is typed. */
function terminal(typed: readonly string[], print: (text: string) => void) {
  const input = new PassThrough();
  const left = [...typed];
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      print(String(chunk));
      if (String(chunk).endsWith(': ')) answer();
      done();
    },
  });
  function answer(): void {
    const line = left.shift();
    if (line === undefined) {
      input.end();
      return;
    }
    print(`${line}\n`);
    input.write(`${line}\n`);
  }
  return { input, output, terminal: false };
}
