import * as fs from 'node:fs';
import * as path from 'node:path';
import { isPlainObject } from '../../core/json';

/** The fields of this library's package.json that a new repository uses. */
export interface Library {
  readonly name: string;
  readonly version: string;
  readonly repository: { readonly url: string };
  readonly engines: { readonly node: string };
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** The package.json that is installed with the command. */
export function library(): Library {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('../../../package.json') as Library;
}

/** The release of the installed package. */
export interface Release {
  readonly version: string;
  /** The commit that its tag names. */
  readonly commit: string;
}

/** The data that the release wrote into the package; nothing in a build that is not a release. */
export function releaseOf(file: string = path.join(__dirname, '../../release.json')): Release | undefined {
  if (!fs.existsSync(file)) return undefined;
  const release = JSON.parse(fs.readFileSync(file, 'utf8')) as unknown;
  if (!isPlainObject(release) || release.version !== library().version) return undefined;
  return typeof release.commit === 'string' && COMMIT.test(release.commit) ? (release as unknown as Release) : undefined;
}

/** The workflows that were published with this version. */
export function ownWorkflows({ version, commit }: Release): string | undefined {
  const name = /github\.com[/:]([\w.-]+\/[\w.-]+)$/.exec(library().repository.url)?.[1].replace(/\.git$/, '');
  return name === undefined ? undefined : `${name}@${commit}#v${version}`;
}

const COMMIT = /^[0-9a-f]{40}$/;

/** The scope of a package's name such as `@acme`, or nothing if it has none. */
export function scopeOf(name: string): string | undefined {
  return /^(@[^/]+)\//.exec(name)?.[1];
}
