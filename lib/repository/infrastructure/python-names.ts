/** Words that are no names. @see https://docs.python.org/3/reference/lexical_analysis.html#keywords */
const KEYWORDS =
  'and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal ' +
  'not or pass raise return try while with yield';

/** The distribution of a package: `@acme/platform` is `acme-platform`. */
export function distributionOf(name: string): string {
  return name.replace(/^@/, '').replaceAll(/[^a-z0-9]+/g, '-').replace(/-$/, '');
}

/** The module that a distribution brings, by convention. */
export function moduleOf(name: string): string {
  return pythonName(distributionOf(name).replaceAll('-', '_'));
}

/** A name of TypeScript as Python has it: `acmePlatform` is `acme_platform`. What is no name there gets an underscore. */
export function pythonName(name: string): string {
  const isConstant = !/[a-z]/.test(name);
  const snake = isConstant ? name : name.replace(/[A-Z]/g, (letter, at) => `${at === 0 ? '' : '_'}${letter.toLowerCase()}`);
  const word = snake.replaceAll('$', '_').replace(/^\d/, '_$&');
  return KEYWORDS.split(' ').includes(word) ? `${word}_` : word;
}

/**
 * The versions that are compatible with a version of npm.
 *
 * @see https://packaging.python.org/en/latest/specifications/version-specifiers/#pre-releases
 */
export function pythonRange(version: string): string {
  const [core, before = ''] = version.split('-');
  return `>=${core}${before.replaceAll('.', '')},<${Number(core.split('.')[0]) + 1}`;
}

/** A text as a literal of Python, which reads JSON's. */
export function pythonText(text: string): string {
  return JSON.stringify(text);
}
