import { show } from '../../core/problems';
import { Trouble } from '../refusal';
import type { GitResult } from './git';

/** A push that was not the fastest: another one moved the branch, or was moving it. */
const RACE = [
  /\((fetch first|non-fast-forward|stale info)\)/,
  /cannot lock ref/,
  /incorrect old value provided/,
  /failed to update ref/,
  /reference already exists/,
];

/** What else a remote refuses, the first that matches, with the way out. */
const REFUSALS: readonly { readonly says: RegExp; readonly fix: string }[] = [
  {
    says: /protected branch|GH006|GH013|repository rule violations|protected by/i,
    fix: 'open a pull request instead, or let the app that pushes bypass the rule of the branch',
  },
  {
    says: /authentication failed|could not read (username|password)|invalid (username|credentials)|returned error: 40[13]|permission denied|access denied|write access/i,
    fix: 'use a token with write access to the contents of the repository; this one is wrong, revoked, or only reads',
  },
  {
    says: /repository not found|' not found|returned error: 404|does not appear to be a git repository/i,
    fix: 'check the address of the remote, and that the token can see the repository',
  },
  {
    says: /pre-receive hook declined|hook declined/i,
    fix: 'mend what the hook of the server says',
  },
];

/** Whether another push was faster: the change has to be made again. */
export function isRace(result: GitResult): boolean {
  return matching(result) === undefined && RACE.some((race) => race.test(saidBy(result)));
}

/** What a remote refused for good. */
export function refusalOf(result: GitResult, allowed: string): Trouble {
  const fix = matching(result)?.fix ?? 'mend what Git says, then run it again: nothing was pushed';
  return new Trouble(`the answer ${show(lastLines(result.stderr))}`, allowed, fix);
}

function matching(result: GitResult): (typeof REFUSALS)[number] | undefined {
  return REFUSALS.find(({ says }) => says.test(saidBy(result)));
}

function saidBy({ stderr, stdout }: GitResult): string {
  return `${stdout}\n${stderr}`;
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-4).join('; ').slice(0, 500);
}
