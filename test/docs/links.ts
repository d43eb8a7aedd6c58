import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Page } from './pages';
import { contentOf, ROOT } from './pages';

/** The links of the pages that lead nowhere, each with its page and line. */
export function brokenLinks(pages: readonly Page[]): string[] {
  return pages.flatMap((page) =>
    contentOf(page).prose.flatMap((line, index) =>
      [...line.matchAll(/\[[^\]]*\]\(([^)\s]+)\)/g)]
        .map(([, target]) => ({ target, why: whyBroken(page, target, pages) }))
        .filter(({ why }) => why !== undefined)
        .map(({ target, why }) => `${page.file}:${index + 1} ${target}: ${why}`),
    ),
  );
}

/** The anchors of a page's headings, as GitHub makes them. */
export function anchorsOf(page: Page): string[] {
  const seen = new Map<string, number>();
  return contentOf(page).prose.flatMap((line) => {
    const title = /^#{1,6} (.+)$/.exec(line)?.[1];
    if (!title) return [];
    const text = title.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const anchor = text.replace(/[^\p{L}\p{N} _-]/gu, '').trim().replaceAll(' ', '-');
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return [count === 0 ? anchor : `${anchor}-${count}`];
  });
}

function whyBroken(page: Page, target: string, pages: readonly Page[]): string | undefined {
  if (/^https:\/\//.test(target)) return undefined;
  const [path, anchor] = target.split('#');
  const file = path === '' ? page.file : posix.join(posix.dirname(page.file), path);
  if (!existsSync(join(ROOT, file)) && !pages.some((other) => other.file === file)) return 'no such file';
  if (anchor === undefined) return undefined;
  const other = pages.find((each) => each.file === file) ?? { file, text: readFileSync(join(ROOT, file), 'utf8') };
  return anchorsOf(other).includes(anchor) ? undefined : `no such heading; there are ${anchorsOf(other).join(', ')}`;
}
