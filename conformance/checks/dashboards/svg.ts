/** How a text is drawn. */
interface Style {
  readonly anchor?: string;
  readonly size?: number;
  readonly weight?: number;
  readonly fill?: string;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text in SVG, where nothing of it is markup. */
export function text(x: number, y: number, content: string, style: Style = {}): string {
  const { anchor = 'start', fill = '#24292e', size = 12, weight = 400 } = style;
  const attributes = `x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}"`;
  return `<text ${attributes}>${escaped(content)}</text>`;
}

/** Text as content or attribute of markup. */
export function escaped(content: string): string {
  return content.replace(/[&<>"]/g, (character) => ESCAPES[character]);
}

/** Text that is no longer than fits, by the width of an average letter. */
export function fitting(content: string, width: number, size: number): string {
  const most = Math.floor(width / (size * 0.56));
  return content.length <= most ? content : `${content.slice(0, Math.max(most - 1, 0))}…`;
}
