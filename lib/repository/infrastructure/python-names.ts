/** The distribution of a package: `@acme/platform` is `acme-platform`. */
export function distributionOf(name: string): string {
  return name.replace(/^@/, '').replaceAll(/[^a-z0-9]+/g, '-');
}

/** The module that a distribution brings, by convention. */
export function moduleOf(name: string): string {
  return distributionOf(name).replaceAll('-', '_');
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
