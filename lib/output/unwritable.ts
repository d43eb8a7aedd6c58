import * as path from 'node:path';
import { GoldenPathError } from '../core/errors';
import type { Problem } from '../core/problems';
import { showPath } from '../core/problems';
import { isWithin } from './is-within';

interface Cause {
  readonly got: string;
  readonly fix: string;
}

const NO_PERMISSION: Cause = {
  got: 'no permission to write it',
  fix: 'give it to the user that runs the synth, or remove the folder that an other user wrote',
};
const FULL: Cause = { got: 'no space left for it', fix: 'free space on that disk, or synthesise to another one' };
const IN_THE_WAY: Cause = { got: 'something else in its place', fix: 'move away what is there' };
const BROKEN: Cause = { got: 'an error of the disk', fix: 'check the disk, or synthesise to another one' };
const BUSY: Cause = { got: 'a file that another program holds', fix: 'close that program, then synthesise again' };

/** What the codes of a file system mean for who runs a synth. */
const CAUSES: Record<string, Cause> = {
  EACCES: NO_PERMISSION,
  EPERM: NO_PERMISSION,
  EROFS: { got: 'a file system that is read-only', fix: 'synthesise into a folder that can be written: new App({ outdir: ... })' },
  ENOSPC: FULL,
  EDQUOT: FULL,
  EXDEV: { got: 'another file system than that of the output folder', fix: 'have the whole output on one file system' },
  ENAMETOOLONG: { got: 'a name that is too long for the file system', fix: 'shorten the name, or the path of the output folder' },
  ENOTDIR: IN_THE_WAY,
  EISDIR: IN_THE_WAY,
  EEXIST: IN_THE_WAY,
  ENOTEMPTY: IN_THE_WAY,
  ELOOP: { got: 'a symbolic link that leads back to itself', fix: 'remove the link' },
  ENOENT: { got: 'nothing: it was removed during the synth', fix: 'run one synth at a time in an output folder' },
  EIO: BROKEN,
  EBUSY: BUSY,
  EMFILE: { got: 'too many open files', fix: 'raise the limit of open files: ulimit -n' },
  ENFILE: { got: 'too many open files', fix: 'raise the limit of open files of the system' },
};

/** Codes that only writing gives, whatever path the error names. */
const OF_WRITING = ['EROFS', 'ENOSPC', 'EDQUOT'];

/** An error of the file system; a file that was to be moved has a destination. */
type FileError = NodeJS.ErrnoException & { readonly dest?: string };

/** Whether the file system refused something. */
export function isFileError(error: unknown): error is FileError {
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  return typeof syscall === 'string' && typeof code === 'string' && code in CAUSES;
}

/** A refusal of the file system as a problem of one of the files of the output. */
export function refusedByDisk(file: string, { code }: NodeJS.ErrnoException): Problem {
  const { got, fix } = CAUSES[code!];
  return { path: showPath(file), got: `${got} (${code})`, allowed: 'an output folder that can be written as a whole', fix };
}

/** Where a synth writes. */
export interface Places {
  readonly outdir: string;
  /** The folder inside of it that is filled first. */
  readonly stage: string;
  /** The folder inside of that which becomes the output. */
  readonly output: string;
}

/** An error of the library where the output cannot be written, and the error itself where it has nothing to do with that. */
export function unwritable(error: unknown, places: Places): unknown {
  const file = isFileError(error) ? concerned(error, places) : undefined;
  return file === undefined ? error : new GoldenPathError('UnwritableOutput', 'App', [refusedByDisk(file, error as FileError)]);
}

/** The file of the output that an error is about: what is still in the stage is named by its place. */
function concerned({ code, path: from, dest }: FileError, { outdir, output, stage }: Places): string | undefined {
  const isOurs = OF_WRITING.includes(code!) || (from !== undefined && isWithin(outdir, from));
  if (!isOurs) return undefined;
  const named = [dest, from].filter((each) => each !== undefined && isWithin(outdir, each)) as string[];
  const inPlace = named.find((each) => !isWithin(stage, each));
  const staged = named.find((each) => isWithin(output, each));
  return inPlace ?? (staged === undefined ? outdir : path.join(outdir, path.relative(output, staged)));
}
