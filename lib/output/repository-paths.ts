import type { Problem } from '../core/problems';
import { show } from '../core/problems';
import { isWritable } from '../core/text';

/** A file of a repository, for the check of its path. */
interface Placed {
  readonly repository: string;
  readonly path: string;
  readonly text: string;
  readonly owner: { readonly node: { readonly path: string } };
}

/** The folder of a repository in which `golden-path repository` keeps its own state. */
export const STATE_FOLDER = '.golden-path';

/** The longest path that Git on Windows can check out into an ordinary folder. */
const LONGEST_PATH = 200;

/**
 * Names that Windows gives to devices, with any extension.
 *
 * @see https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file#naming-conventions
 */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9]|lpt[0-9])(?:\.|$)/i;

/** The faults of a whole path, each with what is wrong. */
const PATH_FAULTS: readonly (readonly [fault: RegExp, words: string])[] = [
  [/^$/, 'an empty path'],
  [/^\/|^[A-Za-z]:/, 'an absolute path'],
  [/\\/, 'a backslash'],
  [/[^\x20-\x7e]/, 'a character that is not printable ASCII'],
  [/[<>:"|?*]/, 'a character that Windows does not allow'],
];

/** The faults of one part of a path. Windows reads a name without the dots and spaces at its end. */
const PART_FAULTS: readonly (readonly [fault: RegExp, words: string])[] = [
  [/^$/, 'an empty part'],
  [/^\.\.?$/, "the part '.' or '..'"],
  [/[. ]$|^ /, 'a part that begins or ends with a space, or ends with a dot'],
  [/^(?:\.git|git~\d+)$/i, "Git's own folder"],
  [DEVICE, 'a name that Windows gives to a device'],
];

/** The fault of a path in a repository, in words, or nothing if every system can hold it. */
export function faultOfPath(file: string): string | undefined {
  const parts = file.split('/');
  const whole = PATH_FAULTS.find(([fault]) => fault.test(file));
  const part = PART_FAULTS.find(([fault]) => parts.some((each) => fault.test(each)));
  if (whole ?? part) return (whole ?? part)![1];
  if (parts[0].toLowerCase() === STATE_FOLDER) return `the folder ${STATE_FOLDER}, which golden-path repository keeps its state in`;
  return file.length > LONGEST_PATH ? `${file.length} characters` : undefined;
}

/** The files that cannot stand where they should: paths that are not portable, and text that no file can hold. */
export function misplaced(files: readonly Placed[]): Problem[] {
  return files.flatMap((file) => {
    const fault = faultOfPath(file.path);
    const at = `${file.owner.node.path}: ${show(file.path)}`;
    const problems: Problem[] = [];
    if (fault !== undefined) {
      problems.push({
        path: at,
        got: fault,
        allowed: `a path relative to the root of the repository that Linux, macOS and Windows can hold, at most ${LONGEST_PATH} characters`,
        fix: 'use letters, digits, dots, hyphens and underscores, with / between folders',
      });
    }
    if (!isWritable(file.text)) {
      problems.push({ path: at, got: 'text with NUL or half a character', allowed: 'text', fix: 'remove that character' });
    }
    return problems;
  });
}

/**
 * Files that cannot stand together: two of one path, two that differ only in case, and a file where another one needs a folder.
 * Windows and macOS do not tell names apart by case.
 */
export function clashes(files: readonly Placed[]): Problem[] {
  const byPlace = new Map<string, Placed[]>();
  for (const file of files) byPlace.set(keyOf(file), [...(byPlace.get(keyOf(file)) ?? []), file]);
  const twins = [...byPlace.values()].filter((group) => group.length > 1).map(twinProblem);
  const inTheWay = [...byPlace].flatMap(([key, [file]]) =>
    foldersAbove(key).flatMap((folder) => (byPlace.get(folder) ?? []).slice(0, 1).map((other) => folderProblem(file, other))),
  );
  return [...twins, ...inTheWay];
}

function keyOf({ path, repository }: Placed): string {
  return `${repository}/${path}`.toLowerCase();
}

function foldersAbove(key: string): string[] {
  const parts = key.split('/');
  return parts.slice(1, -1).map((_, index) => parts.slice(0, index + 2).join('/'));
}

function twinProblem(group: readonly Placed[]): Problem {
  const paths = [...new Set(group.map(({ path }) => path))];
  const same = paths.length === 1;
  return {
    path: group.map(({ owner }) => owner.node.path).join(', '),
    got: same
      ? `${group.length} constructs that write ${show(paths[0])} of ${show(group[0].repository)}`
      : `paths of ${show(group[0].repository)} that differ only in case: ${paths.map((path) => show(path)).join(', ')}`,
    allowed: 'one construct for each file of a repository',
    fix: same ? 'remove one of them' : 'rename one of them: Windows and macOS read both as one file',
  };
}

function folderProblem(file: Placed, other: Placed): Problem {
  return {
    path: `${file.owner.node.path}, ${other.owner.node.path}`,
    got: `the file ${show(other.path)} of ${show(other.repository)}, which ${show(file.path)} needs as a folder`,
    allowed: 'a path that is either a file or a folder',
    fix: 'rename one of them',
  };
}
