import type { Report } from '../document/document';
import { reportHtml } from '../document/report-html';
import { html } from '../html/html';
import type { Html } from '../html/html';
import { STYLE } from './style';

/** A link of the menu. */
export interface MenuEntry {
  readonly title: string;
  /** The file, relative to the root of the site. */
  readonly file: string;
}

/** A page of the site. */
export interface Page {
  readonly title: string;
  readonly content: Html;
  /** The file of the page, relative to the root of the site. */
  readonly file: string;
  readonly menu: readonly MenuEntry[];
  /** What the page was made from. */
  readonly footer: string;
}

/** A report as a page of its own. */
export function reportPage(report: Report, file: string): string {
  return pageHtml({ title: report.title, content: reportHtml(report), file, menu: [], footer: report.lead });
}

/** A whole page: no script, and nothing that a browser would fetch. */
export function pageHtml({ title, content, file, menu, footer }: Page): string {
  const up = '../'.repeat(file.split('/').length - 1);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${title}</title>
<link rel="icon" href="data:,">
${STYLE}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="site"><nav aria-label="Pages"><ul>${menu.map((entry) => menuItem(entry, file, up))}</ul></nav></header>
<main id="main">
${content}</main>
<footer>${footer}</footer>
</body>
</html>
`.text;
}

function menuItem({ title, file }: MenuEntry, current: string, up: string): Html {
  return file === current
    ? html`<li><a href="${up}${file}" aria-current="page">${title}</a></li>`
    : html`<li><a href="${up}${file}">${title}</a></li>`;
}
