/** A section of the runbook. */
export interface Section {
  readonly heading: string;
  readonly text: string;
}

/** A section as Markdown. */
export function section({ heading, text }: Section): string[] {
  return [`## ${prose(heading)}`, '', text, ''];
}

/** Text that Markdown shows as it is written: on one line, and without marks that begin a link, an image, code or HTML. */
export function prose(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|~]/g, '\\$&');
}

/** A block of code that nothing in it ends. */
export function code(language: string, text: string): string[] {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, text, fence];
}
