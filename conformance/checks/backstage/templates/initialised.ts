import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { acme } from '@acme/platform';
import { NEW_REPOSITORIES } from '../../../../apps/platform/templates';
import { flagOf } from '../../../../lib/cli/init/questions';
import type { FormAnswers } from '../../../../lib/repository/template/form';
import { initAnswers } from '../../../../test/software-template/flags';
import { fileBytes, type FileBytes } from './rendered';
import type { Trial } from './trials';

const run = promisify(execFile);

/** The command, as a build has it. */
export const PROGRAM = resolve('build', 'cli', 'main.js');

/** How many faults are planted in what is compared. */
export const PLANTED_DIFFERENCES = 3;

/** What a template knows without an answer. */
interface Known {
  readonly language: string;
  readonly pagerDutyId?: string;
}

/** What differs between a rendered repository and the one that `golden-path init --with-app` writes for the same answers. */
export async function differencesFromInit({ answers, name }: Trial, of: Known, rendered: string, work: string): Promise<string[]> {
  const team = acme.teams.find(({ catalogGroup }) => `group:default/${catalogGroup}` === answers.owner)!;
  const given = initAnswers({ ...of, team: team.name }, answers as unknown as FormAnswers, NEW_REPOSITORIES);
  const flags = Object.entries(given).flatMap(([flag, value]) => (value === undefined ? [] : [flagOf({ name: flag }), value]));
  const written = join(work, 'initialised', name);
  try {
    await run(process.execPath, [PROGRAM, 'init', written, '--yes', ...flags]);
  } catch (error) {
    return [`${name}: golden-path init refuses what the form takes:\n${(error as { stderr: string }).stderr}`];
  }
  const [ours, theirs] = [fileBytes(rendered), fileBytes(written)];
  return [...differences(ours, theirs), ...missedDifferences(ours)].map((problem) => `${name}: ${problem}`);
}

/** The files that only one of two repositories has, or that are not the same to the byte. */
export function differences(backstage: FileBytes, init: FileBytes): string[] {
  const paths = [...new Set([...backstage.keys(), ...init.keys()])].sort();
  return paths.flatMap((path) => {
    const [ours, theirs] = [backstage.get(path), init.get(path)];
    if (!ours || !theirs) return [`only ${ours ? 'Backstage' : 'golden-path init'} writes ${path}`];
    if (ours.executable !== theirs.executable) return [`${path} is a program only for ${ours.executable ? 'Backstage' : 'init'}`];
    if (ours.bytes.equals(theirs.bytes)) return [];
    return [`${path} differs between Backstage and golden-path init: ${firstDifference(ours.bytes, theirs.bytes)}`];
  });
}

/** Faults that are planted in a repository and that no comparison finds: a byte, a bit, a file. */
function missedDifferences(files: FileBytes): string[] {
  const [path, file] = [...files].find(([, { bytes }]) => bytes.length > 0)!;
  const changed = Buffer.from(file.bytes);
  changed[0] ^= 1;
  const planted: readonly FileBytes[] = [
    new Map([...files, [path, { ...file, bytes: changed }]]),
    new Map([...files, [path, { ...file, executable: !file.executable }]]),
    new Map([...files].filter(([other]) => other !== path)),
  ];
  const missed = planted.filter((each) => differences(files, each).length !== 1);
  return missed.map(() => `a planted difference in ${path} was not found`);
}

function firstDifference(ours: Buffer, theirs: Buffer): string {
  const [left, right] = [ours, theirs].map((bytes) => bytes.toString('utf8').split('\n'));
  const line = left.findIndex((text, index) => text !== right[index]);
  return `line ${line + 1}: ${JSON.stringify(left[line])} and ${JSON.stringify(right[line])}`;
}
