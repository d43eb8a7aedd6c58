import type { Partition } from '../cache/cache';
import type { Client } from '../client/client';
import { encodedPath } from '../client/links';
import { Fields, listOf, WrongShape } from '../client/shape';
import { eachOf } from '../client/slots';
import { Unavailable } from '../client/unavailable';
import type { ReadLock, RepositoryFiles, Version } from '../committed/committed';
import { isEvidence, isLock } from '../committed/evidence-files';
import type { Missing } from '../facts/facts';
import { NO_REPOSITORY, repositoryOf } from './shapes';

/** What committed files are read by. */
export interface Reader {
  readonly client: Client;
  readonly partition: Partition;
  /** Names what could not be read. */
  readonly missing: (missing: Missing) => void;
  readonly readLock: ReadLock;
}

/** More versions of a lock are not read: an exception that is in all of them is at least as old as the last one. */
const MOST_VERSIONS = 100;

const AT_ONCE = 8;

interface Listing {
  readonly files: readonly { readonly path: string; readonly sha: string }[];
  readonly isCut: boolean;
}

/** The files of the default branch that say something about services; with the history of its locks if that is asked for. */
export async function committedFiles(reader: Reader, repository: string, withHistory: boolean): Promise<RepositoryFiles> {
  const { files, isCut } = await listingOf(reader, repository);
  if (isCut) reader.missing({ where: repository, what: 'some of its files', why: 'GitHub lists no more than 100,000 files' });
  const texts = await eachOf(files, AT_ONCE, async ({ path, sha }) => [path, await textOf(reader, repository, path, sha)] as const);
  const histories = new Map<string, readonly Version[]>();
  for (const [path, text] of withHistory ? texts : []) {
    if (isLock(path) && hasExceptions(reader, text)) histories.set(path, await versionsOf(reader, repository, path));
  }
  return { name: repository, files: new Map(texts), history: (file) => histories.get(file) ?? [] };
}

/**
 * The files of a repository. One without commits has none; one that is not there is unavailable.
 *
 * @see https://docs.github.com/en/rest/git/trees#get-a-tree
 */
async function listingOf({ client, partition }: Reader, repository: string): Promise<Listing> {
  const { body } = await client.read(partition, `/repos/${repository}/git/trees/HEAD?recursive=1`, { pick: listingIn });
  if (body) return body;
  const path = `/repos/${repository}`;
  const { body: known } = await client.read(partition, path, { pick: (read) => repositoryOf(new Fields(read, 'repository')) });
  if (!known) throw new Unavailable(path, NO_REPOSITORY);
  return { files: [], isCut: false };
}

function listingIn(body: unknown): Listing {
  const tree = new Fields(body, 'tree');
  const entries = tree.list('tree', (item) => ({ path: item.text('path'), sha: item.text('sha'), type: item.text('type') }));
  const files = entries.filter(({ path, type }) => type === 'blob' && isEvidence(path)).map(({ path, sha }) => ({ path, sha }));
  return { files, isCut: tree.flag('truncated') };
}

/** A file by the hash of what is in it, so that it is read once. @see https://docs.github.com/en/rest/git/blobs#get-a-blob */
async function textOf({ client, partition }: Reader, repository: string, path: string, sha: string): Promise<string> {
  const { body } = await client.read(partition, `/repos/${repository}/git/blobs/${sha}`, { pick: contentIn, isFinal: () => true });
  if (body === undefined) throw new Unavailable(path, 'GitHub does not have the file that it lists');
  return body;
}

function contentIn(body: unknown): string {
  const content = new Fields(body, 'content');
  if (content.text('encoding') !== 'base64') throw new WrongShape('content.encoding is not base64');
  return Buffer.from(content.text('content'), 'base64').toString('utf8');
}

function hasExceptions({ readLock }: Reader, text: string): boolean {
  try {
    return readLock(text).hasExceptions;
  } catch {
    // An older lock may have another form.
    return false;
  }
}

/**
 * The versions of a lock, the newest first, up to one without exceptions: what is older says nothing about those of today.
 *
 * @see https://docs.github.com/en/rest/commits/commits#list-commits
 */
async function versionsOf(reader: Reader, repository: string, path: string): Promise<readonly Version[]> {
  const { client, partition } = reader;
  const file = encodeURIComponent(path);
  const { body: commits = [] } = await client.read(partition, `/repos/${repository}/commits?path=${file}&per_page=${MOST_VERSIONS}`, {
    pick: (read) => listOf(read, 'commits', commitIn),
  });
  const versions: Version[] = [];
  for (const { at, sha } of commits) {
    const address = `/repos/${repository}/contents/${encodedPath(path)}?ref=${sha}`;
    // Nothing: the commit that removed the file.
    const { body: text = '' } = await client.read(partition, address, { pick: contentIn, isFinal: () => true });
    versions.push({ at, text });
    if (!hasExceptions(reader, text)) break;
  }
  return versions;
}

function commitIn(item: Fields): { readonly sha: string; readonly at: string } {
  return { sha: item.text('sha'), at: item.fields('commit').fields('committer').time('date') };
}
