import { html } from '../html/html';
import type { Html, Part } from '../html/html';

/** A figure of a report: a picture, and the same as a table beside it. */
export interface Figure {
  /** Unique on its page; letters, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  /** What the picture shows, in a sentence, for who does not see it. */
  readonly summary: string;
  readonly picture: Html;
  readonly columns: readonly string[];
  /** The first cell of each row is its heading. */
  readonly rows: readonly (readonly string[])[];
}

/** The picture and the table, side by side where there is room. */
export function figureHtml({ id, title, summary, picture, columns, rows }: Figure): Html {
  return html`<figure class="chart" aria-labelledby="${id}-title">
<figcaption id="${id}-title">${title}</figcaption>
<p class="summary">${summary}</p>
<div class="beside">
${picture}
<div class="scroll" role="group" tabindex="0" aria-label="${title}: the figures"><table>
<thead><tr>${columns.map((column, index) => heading(column, index))}</tr></thead>
<tbody>${rows.map(row)}</tbody>
</table></div>
</div>
</figure>
`;
}

function heading(column: string, index: number): Html {
  return index === 0 ? html`<th scope="col">${column}</th>` : html`<th scope="col" class="number">${column}</th>`;
}

function row([first, ...others]: readonly string[]): Html {
  return html`<tr><th scope="row">${first}</th>${others.map((cell) => html`<td class="number">${cell}</td>`)}</tr>`;
}

/** An SVG that is one picture to a screen reader, named by what it shows. */
export function svg(label: string, width: number, height: number, content: Part): Html {
  return html`<svg class="picture" role="img" aria-label="${label}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"
 xmlns="http://www.w3.org/2000/svg">${content}</svg>`;
}
