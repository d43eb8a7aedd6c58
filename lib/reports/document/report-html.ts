import { figureHtml } from '../charts/figure';
import { html, webAddress } from '../html/html';
import type { Html } from '../html/html';
import { cell } from './document';
import type { Block, Cell, Report, Section, Table, Tile } from './document';

/** The words before a judged sentence, for who does not see its colour. */
const MARKS = { good: '✓', bad: '✗', unknown: '?' } as const;

/** The content of a page: heading, lead and sections. */
export function reportHtml({ title, lead, sections }: Report): Html {
  return html`<h1>${title}</h1>
<p class="lead">${lead}</p>
${sections.length > 2 ? contents(sections) : undefined}${sections.map(sectionHtml)}`;
}

function contents(sections: readonly Section[]): Html {
  return html`<nav class="contents" aria-label="On this page"><ul>${sections.map(
    ({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`,
  )}</ul></nav>
`;
}

function sectionHtml({ id, title, blocks }: Section): Html {
  return html`<section id="${id}" aria-labelledby="${id}-heading"><h2 id="${id}-heading">${title}</h2>
${blocks.map(blockHtml)}</section>
`;
}

function blockHtml(block: Block): Html {
  switch (block.kind) {
    case 'chart':
      return figureHtml(block.figure);
    case 'list':
      return html`<ul>${block.items.map((item) => html`<li>${cellHtml(cell(item))}</li>`)}</ul>
`;
    case 'paragraph':
      return block.tone === undefined
        ? html`<p>${block.text}</p>
`
        : html`<p class="judged ${block.tone}"><span aria-hidden="true">${MARKS[block.tone]}</span> ${block.text}</p>
`;
    case 'quotes':
      return html`${block.texts.map((text) => html`<blockquote>${text}</blockquote>
`)}`;
    case 'table':
      return tableHtml(block);
    case 'tiles':
      return html`<dl class="tiles">${block.tiles.map(tileHtml)}</dl>
`;
  }
}

function tileHtml({ label, value, note, tone, href }: Tile): Html {
  return html`<div class="tile"><dt>${cellHtml({ text: label, href })}</dt><dd class="value">${cellHtml({ text: value, tone })}</dd>
<dd class="note">${note}</dd></div>
`;
}

function tableHtml({ caption, columns, rows, empty }: Table): Html {
  if (rows.length === 0) {
    return html`<p class="empty">${empty}</p>
`;
  }
  return html`<div class="scroll" role="group" tabindex="0" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows.map(([first, ...others]) => html`<tr><th scope="row">${cellHtml(cell(first))}</th>${others.map(
  (each) => html`<td>${cellHtml(cell(each))}</td>`,
)}</tr>
`)}</tbody>
</table></div>
`;
}

function cellHtml({ text, href, tone }: Cell): Html {
  const address = isOnSite(href) ? href : webAddress(href);
  const linked = address === undefined ? html`${text}` : html`<a href="${address}">${text}</a>`;
  return tone === undefined ? linked : html`<span class="mark ${tone}"><span aria-hidden="true">${MARKS[tone]}</span> ${linked}</span>`;
}

/** Whether an address is a page of the site itself, or a part of this one, as the site writes them. */
function isOnSite(address: string | undefined): address is string {
  return address !== undefined && /^((\.\.\/)?([a-z0-9-]+\/)?[a-z0-9-]+\.html)?(#[a-z0-9-]+)?$/.test(address) && address !== '';
}
