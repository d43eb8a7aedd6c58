import type { ImageVersion } from '../gitops/image';
import { imageIn } from '../gitops/image';
import { Trouble } from '../refusal';
import type { Git } from './git';

/** The commit message's line that says which run of the delivery made a change. */
export const SEQUENCE = 'Golden-Path-Sequence';

/** The commit message's line that names the image which a rollback replaced. */
export const REPLACES = 'Golden-Path-Replaces';

/** The most commits of one file that are read. */
const LONGEST = 500;

/** An image that an environment ran. */
export interface EarlierImage extends ImageVersion {
  /** Whether a rollback replaced it since. */
  readonly takenBack: boolean;
}

/** The images that an environment ran, the newest first, each where it began. */
export async function imagesBefore(
  git: Git,
  folder: string,
  file: string,
  service: string,
  environment: string,
): Promise<EarlierImage[]> {
  await requireWhole(git);
  const format = `--format=%H %(trailers:key=${REPLACES},valueonly,separator=%x20)`;
  const log = await git.output('log', `--max-count=${LONGEST}`, format, '--', `${folder}/${file}`);
  const images: EarlierImage[] = [];
  const replaced = new Set<string>();
  for (const line of log.split('\n').filter((each) => each !== '')) {
    const [commit, ...names] = line.split(' ').filter((part) => part !== '');
    const { status, stdout } = await git.run('show', `${commit}:${folder}/${file}`);
    const image = status === 0 ? readable(file, stdout, service, environment) : undefined;
    if (image && !isSame(image, images.at(-1))) images.push({ ...image, takenBack: replaced.has(nameOf(image)) });
    for (const name of names) replaced.add(name);
  }
  return images;
}

/** What one asks for an image by. */
export function nameOf({ digest, tag }: ImageVersion): string {
  return digest ?? tag!;
}

export function isSame(one: ImageVersion, other?: ImageVersion): boolean {
  return one.tag === other?.tag && one.digest === other?.digest;
}

/** The highest number of a run that changed a file, or nothing if none did. */
export async function lastSequence(git: Git, file: string): Promise<number | undefined> {
  await requireWhole(git);
  const log = await git.output('log', `--max-count=${LONGEST}`, `--format=%(trailers:key=${SEQUENCE},valueonly)`, '--', file);
  const numbers = log.split('\n').filter((line) => /^\d{1,15}$/.test(line)).map(Number);
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}

async function requireWhole(git: Git): Promise<void> {
  if ((await git.output('rev-parse', '--is-shallow-repository')).trim() === 'false') return;
  const fix = 'clone it with its history, as actions/checkout does with fetch-depth: 0; filter: blob:none keeps it small';
  throw new Trouble('a shallow clone', 'a clone that has the commits before', fix);
}

/** An image of an older file; what was never valid is none. */
function readable(file: string, text: string, service: string, environment: string): ImageVersion | undefined {
  try {
    return imageIn(new Map([[file, text]]), service, environment);
  } catch (error) {
    if (error instanceof Trouble) return undefined;
    throw error;
  }
}
