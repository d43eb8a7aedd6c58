import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { report } from '../../../lib/cli/report/report';
import { siteFiles } from '../../../lib/reports/site/site';
import { hostileSite } from '../../../test/support/reports/hostile-site';

const EXAMPLE = join(__dirname, '..', '..', '..', 'examples', 'reports');

/** A page of a site, by its place on the disk. */
export interface SitePage {
  readonly file: string;
  /** Texts that it has to show as they are. */
  readonly texts: readonly string[];
}

/** The site of the example organisation. */
export function exampleSite(folder: string): readonly SitePage[] {
  const out = join(folder, 'example');
  const written: string[] = [];
  const output = { print: (text: string) => void written.push(text), complain: (text: string) => void written.push(text) };
  const options = {
    out,
    config: join(EXAMPLE, 'golden-path.reports.yaml'),
    repositories: join(EXAMPLE, 'repositories'),
    facts: join(EXAMPLE, 'facts.ndjson'),
    until: '2026-04-01',
    days: 90,
  };
  report(options, { ...output, interactive: false, confirm: () => Promise.resolve(false) }, new Date(0));
  const pages = ['index', 'dora', 'scorecard', 'roadmap', 'teams/payments', 'teams/people', 'teams/storefront'];
  return pages.map((page) => ({ file: join(out, `${page}.html`), texts: [] }));
}

/** A site in which every text of users is hostile. */
export function hostilePages(folder: string): readonly SitePage[] {
  const { input, texts } = hostileSite();
  const files = [...siteFiles(input)].filter(([file]) => file.endsWith('.html'));
  return files.map(([file, text]) => {
    const target = join(folder, 'hostile', file);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    return { file: target, texts: ['scorecard.html', 'dora.html', 'roadmap.html'].includes(file) ? texts : [] };
  });
}

/** A page with every fault that the check is for. */
export function plantedPage(folder: string): SitePage {
  const file = join(folder, 'planted.html');
  writeFileSync(
    file,
    `<!doctype html><html><head><title>Planted</title></head><body style="width:3000px"><p style="color:#ccc;background:#fff">Pale</p>
<img src="http://127.0.0.1:9/pixel.png"><script>console.error('planted'); throw new Error('planted');</script></body></html>`,
  );
  return { file, texts: [] };
}

/** What has to be found on the planted page. */
export const PLANTED = ['console: planted', 'error: planted', 'request: http://127.0.0.1:9/', 'wider than', 'axe: color-contrast', 'axe: image-alt'];
