import { sha } from './organization';
import type { Repository } from './organization';

/** The versions of a file, the newest first. */
export function versionsOf({ history }: Repository, path: string): readonly { readonly at: string; readonly text?: string }[] {
  return history?.[path] ?? [];
}

/** The files of a repository. @see https://docs.github.com/en/rest/git/trees#get-a-tree */
export function treeBody({ files = {}, name }: Repository, base: string): object {
  const tree = Object.entries(files).map(([path, text]) => ({
    path, mode: '100644', type: 'blob', sha: sha(text), size: text.length, url: `${base}/git/blobs/${sha(text)}`,
  }));
  const folder = { path: 'catalog-info.yaml.d', mode: '040000', type: 'tree', sha: sha(name), url: base };
  return { sha: sha(name), url: `${base}/git/trees/${sha(name)}`, tree: [folder, ...tree], truncated: false };
}

/** What is in a file. @see https://docs.github.com/en/rest/git/blobs#get-a-blob */
export function blobBody(text: string, base: string): object {
  return { sha: sha(text), node_id: 'B_1', size: text.length, url: base, encoding: 'base64', content: encoded(text) };
}

/** A file by its path. @see https://docs.github.com/en/rest/repos/contents#get-repository-content */
export function contentBody(path: string, text: string, base: string): object {
  const links = { git: base, html: base, self: base };
  const urls = { url: base, git_url: base, html_url: base, download_url: base, _links: links };
  return { type: 'file', name: path.split('/').at(-1), path, sha: sha(text), size: text.length, encoding: 'base64', content: encoded(text), ...urls };
}

/** GitHub breaks its lines. */
function encoded(text: string): string {
  return Buffer.from(text).toString('base64').replace(/(.{60})/g, '$1\n');
}
