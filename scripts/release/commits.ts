import { execFileSync } from 'node:child_process';
import { bumpFor } from './changes';
import type { Bump, Kind } from './changes';

/** A commit, as its message says it in the form of Conventional Commits. */
export interface Commit {
  readonly hash: string;
  readonly header: string;
  /** Nothing where the header is in another form, as that of a merge is. */
  readonly type?: string;
  readonly breaking: boolean;
}

/** What each type of commit means to users; other types change nothing for them. */
const KINDS: Record<string, Kind> = { feat: 'feature', fix: 'fix', perf: 'fix', revert: 'fix' };

/**
 * The grammar of a message.
 *
 * @see https://www.conventionalcommits.org/en/v1.0.0/#specification
 */
const GRAMMAR = {
  headerPattern: /^(\w+)(?:\(([^()]*)\))?(!)?: (.+)$/,
  headerCorrespondence: ['type', 'scope', 'breaking', 'subject'],
  noteKeywords: ['BREAKING CHANGE', 'BREAKING-CHANGE'],
};

/** The commits after a tag, newest first. Throws where the history here does not reach back to the tag. */
export async function commitsSince(root: string, tag: string | undefined): Promise<Commit[]> {
  const messages = messagesSince(root, tag);
  // An ES module alone, which the CommonJS of these scripts loads only this way.
  const { CommitParser } = await import('conventional-commits-parser');
  const parser = new CommitParser(GRAMMAR);
  return messages.map(({ hash, message }) => {
    const { header, type, breaking, notes } = parser.parse(message);
    return {
      hash,
      header: header ?? '',
      type: type ?? (/^Revert "/.test(message) ? 'revert' : undefined),
      breaking: Boolean(breaking) || notes.length > 0,
    };
  });
}

/** What a commit asks of the version that has it. */
export function bumpOf({ type, breaking }: Commit, release: string): Bump {
  if (breaking) return bumpFor('breaking', release);
  const kind = KINDS[type ?? ''];
  return kind ? bumpFor(kind, release) : 'none';
}

function messagesSince(root: string, tag: string | undefined): { hash: string; message: string }[] {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: 'pipe', maxBuffer: 2 ** 28 });
  if (tag !== undefined) {
    try {
      git('merge-base', '--is-ancestor', `refs/tags/${tag}`, 'HEAD');
    } catch {
      throw new Error(
        `the tag ${tag} of the last release is not in the history here: get it with git fetch --tags --unshallow, or pass --version`,
      );
    }
  }
  const records = git('log', '--format=%h%x1f%B%x1e', tag === undefined ? 'HEAD' : `refs/tags/${tag}..HEAD`).split('\x1e');
  return records
    .map((record) => record.trim())
    .filter(Boolean)
    .map((record) => {
      const [hash, message] = record.split('\x1f');
      return { hash, message: message.trim() };
    });
}
