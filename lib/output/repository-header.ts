import type { IConstruct } from 'constructs';
import { spelledOut } from '../core/text';

/** How a kind of file writes a comment, and which of its first lines must stay first. */
interface CommentSyntax {
  readonly begin: string;
  readonly end: string;
  /** Whether the first lines, up to this one, must stay first. */
  readonly isFirst: (line: string, index: number) => boolean;
}

const SHEBANG = /^#!/;

/**
 * Directives that only count in the first lines of a Dockerfile.
 *
 * @see https://docs.docker.com/reference/dockerfile/#parser-directives
 */
const DIRECTIVE = /^#\s*(?:syntax|escape|check)\s*=/i;

/**
 * The encoding of a Python file, which only counts in the first two lines.
 *
 * @see https://docs.python.org/3/reference/lexical_analysis.html#encoding-declarations
 */
const ENCODING = /^#.*coding[:=]/;

const HASH: CommentSyntax = {
  begin: '# ',
  end: '',
  isFirst: (line, index) => (index === 0 && SHEBANG.test(line)) || DIRECTIVE.test(line) || (index < 2 && ENCODING.test(line)),
};
const SLASHES: CommentSyntax = { begin: '// ', end: '', isFirst: (line, index) => index === 0 && SHEBANG.test(line) };
const MARKUP: CommentSyntax = { begin: '<!-- ', end: ' -->', isFirst: (line, index) => index === 0 && /^<!doctype\b/i.test(line) };

/** The syntax by the extension of a file's name. Files that are not listed have no comments, or tools write them. */
const BY_EXTENSION: Readonly<Record<string, CommentSyntax>> = {
  ...syntaxFor(HASH, 'bash cfg dockerfile dockerignore editorconfig gitattributes gitignore graphql helmignore hcl ini mk npmrc '
  + 'properties py sh tf toml yaml yml'),
  ...syntaxFor(SLASHES, 'cjs cts go js json5 jsonc jsx mjs mod mts proto ts tsx'),
  ...syntaxFor(MARKUP, 'htm html markdown md'),
};

/** The syntax of files that are known by their whole name. */
const BY_NAME: Readonly<Record<string, CommentSyntax>> = syntaxFor(HASH, 'codeowners containerfile dockerfile makefile');

function syntaxFor(syntax: CommentSyntax, names: string): Record<string, CommentSyntax> {
  return Object.fromEntries(names.split(' ').map((name) => [name, syntax]));
}

/** The text of a managed file with the lines that say who manages it; as it is where its kind of file has no comments. */
export function withHeader(file: string, text: string, owner: IConstruct): string {
  const syntax = syntaxOf(file);
  if (!syntax) return text;
  const lines = text.split('\n');
  const first = firstLines(lines, syntax);
  const header = headerOf(owner).map((line) => `${syntax.begin}${line}${syntax.end}`);
  const [head, tail] = [lines.slice(0, first), lines.slice(first)];
  // Without the blank line a comment of Go or Markdown would belong to what follows.
  const gap = syntax === HASH || tail[0] === '' ? [] : [''];
  return [...head, ...header, ...gap, ...tail].join('\n');
}

function headerOf(owner: IConstruct): string[] {
  return [
    'Managed by golden-path: an upgrade rewrites this file, and reports edits.',
    `To change it, change ${inComment(`${owner.constructor.name} at ${owner.node.path}`)} in the infrastructure code.`,
  ];
}

function syntaxOf(file: string): CommentSyntax | undefined {
  const name = file.split('/').at(-1)!.toLowerCase();
  const extension = name.split('.').at(-1)!;
  return BY_NAME[name] ?? (name.startsWith('dockerfile.') ? HASH : BY_EXTENSION[extension]);
}

/** How many lines must stay first. Front matter counts only if nothing stands before it. */
function firstLines(lines: readonly string[], syntax: CommentSyntax): number {
  if (syntax === MARKUP && lines[0] === '---') return lines.indexOf('---', 1) + 1;
  const next = lines.findIndex((line, index) => !syntax.isFirst(line, index));
  return next === -1 ? lines.length : next;
}

/** Text that cannot end a comment: on one line, without the marks that end one in HTML, and without what hides or turns text. */
function inComment(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff<>]/g, spelledOut);
}
