import { createHash } from 'node:crypto';

const LENGTH = 16;

/** What a rebase and a cherry-pick keep of a commit. */
interface Authored {
  readonly email: string;
  readonly writtenAt: string;
  readonly subject: string;
}

/** The same text for a commit and its copies. It is a hash, so that facts name no person. */
export function changeKey({ email, writtenAt, subject }: Authored): string {
  return createHash('sha256').update([email, writtenAt, subject].join('\n')).digest('hex').slice(0, LENGTH);
}
