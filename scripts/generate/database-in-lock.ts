const BEGIN = '# golden-path:begin database';
const END = '# golden-path:end database';
const PACKAGE = '[[package]]\n';

/**
 * Marks the packages of a `uv.lock` that are there only for what pyproject.toml has between the same marks.
 *
 * uv drops comments from its lock file, so this follows every `uv lock`.
 *
 * @param lock a lock file, with marks or without
 * @param project the text of pyproject.toml
 */
export function markDatabase(lock: string, project: string): string {
  const database = databaseRequirements(project);
  const [head, ...packages] = withoutMarks(lock).split(PACKAGE);
  const needed = neededWithout(database, packages);
  const marked = packages.map((text) => {
    if (!needed.has(nameOf(text))) return `${BEGIN}\n${PACKAGE}${text.trimEnd()}\n\n${END}\n`;
    return PACKAGE + (isProject(text) ? markLines(text, database) : text);
  });
  // Neighbours share one block.
  return (head + marked.join('')).replaceAll(`${END}\n${BEGIN}\n`, '');
}

/** The names that pyproject.toml requires only for a database. */
function databaseRequirements(project: string): ReadonlySet<string> {
  const blocks = project.split(BEGIN).slice(1).map((text) => text.split(END)[0]);
  return new Set(blocks.flatMap((block) => [...block.matchAll(/^\s*"([a-z0-9-]+)/gm)].map(([, name]) => name)));
}

function withoutMarks(lock: string): string {
  return lock.split('\n').filter((line) => ![BEGIN, END].includes(line.trim())).join('\n');
}

function markLines(text: string, names: ReadonlySet<string | undefined>): string {
  return text.split('\n').map((line) => (names.has(nameIn(line)) ? `    ${BEGIN}\n${line}\n    ${END}` : line)).join('\n');
}

/** The project and all that it needs, followed from package to package. */
function neededWithout(names: ReadonlySet<string>, packages: readonly string[]): ReadonlySet<string> {
  const dependencies = new Map(packages.map((text) => [nameOf(text), dependenciesOf(text)]));
  const found = new Set<string>();
  const queue = packages.filter(isProject).map(nameOf);
  while (queue.length > 0) {
    const name = queue.pop()!;
    if (found.has(name) || names.has(name)) continue;
    found.add(name);
    queue.push(...dependencies.get(name) ?? []);
  }
  return found;
}

function dependenciesOf(text: string): string[] {
  return text.split('\n').map(nameIn).filter((name) => name !== undefined);
}

function nameOf(text: string): string {
  return /^name = "([^"]+)"/m.exec(text)![1];
}

/** The name in an entry of a list. */
function nameIn(line: string): string | undefined {
  return /^\s+\{ name = "([^"]+)"/.exec(line)?.[1];
}

function isProject(text: string): boolean {
  return text.includes('source = { editable = "." }');
}
