/**
 * The path of the next page in a Link header, or nothing. An address of another server is none.
 *
 * @see https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api
 */
export function nextPage(link: string | undefined, baseUrl: string): string | undefined {
  const next = link?.split(',').find((part) => /;\s*rel="?next"?/.test(part));
  const url = next?.slice(next.indexOf('<') + 1, next.indexOf('>'));
  return url?.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : undefined;
}

/** A path as a part of an address. */
export function encodedPath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** The origin of an address. */
export function originOf(url: string): string {
  return new URL(url).origin;
}

/** An address as a message shows it. */
export function pathOf(url: string): string {
  return url.startsWith('/') ? url : new URL(url).pathname;
}
