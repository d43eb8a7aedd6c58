import type { Limit } from '../../core/limits';
import type { PlatformPackage, Workflows } from './repository';

/** The answer for something that a repository does not have. */
const NO_PACKAGE = 'none';

const PACKAGE = /^(?:(@[a-z0-9][a-z0-9._-]*)\/)?[a-z0-9][a-z0-9._-]*/;

/** A package with or without its version. */
export const PLATFORM_PACKAGE: Limit = {
  type: 'string',
  pattern: `${PACKAGE.source}(@[~^]?[0-9A-Za-z][0-9A-Za-z.+-]*)?$`,
  example: '@acme/platform@^1.2.0',
  maxLength: 214,
  description: "a package's name such as @acme/platform, with or without a version such as @acme/platform@^1.2.0",
};

/** The name of an export. */
export const PLATFORM_EXPORT: Limit = {
  type: 'string',
  pattern: '^[A-Za-z_$][A-Za-z0-9_$]*$',
  example: 'acme',
  maxLength: 100,
  description: 'the name of an export such as acme',
};

/** A registry of npm packages. */
export const REGISTRY_URL: Limit = {
  type: 'string',
  pattern:
    '^(https://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|http://(localhost|127\\.0\\.0\\.1))(:\\d{1,5})?(/[A-Za-z0-9._~-]+)*/?$',
  example: 'https://npm.acme.io/',
  maxLength: 500,
  description: 'a URL that begins with https://, or http:// for this machine, and contains no user name, password or token',
};

/** A repository of workflows at a commit. */
export const WORKFLOWS: Limit = {
  type: 'string',
  pattern: '^[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}@[0-9a-f]{40}(#[A-Za-z0-9][A-Za-z0-9._-]{0,100})?$',
  example: `acme/platform@${'0123456789'.repeat(4)}#v1.2.3`,
  description:
    'owner, repository and a full commit, optionally with its tag, such as acme/platform@' +
    `${'0123456789'.repeat(4)}#v1.2.3; a commit is required, because tags can be moved: git ls-remote shows the commit of a tag`,
};

/** A package's name without the version that may follow it. */
export function nameOf(text: string = NO_PACKAGE): string {
  return PACKAGE.exec(text)?.[0] ?? '';
}

/** The export of a package that has its scope's name, or its own if it has no scope. */
export function exportOf(platformPackage: string | undefined): string {
  return camelCase(nameOf(platformPackage).replace(/^@/, '').split('/')[0]);
}

/** A package and its version. */
export function packageOf(text: string, exportName: string): PlatformPackage {
  const name = nameOf(text);
  // npm's lock file keeps the version that is installed first.
  return { name, version: text.slice(name.length + 1) || '*', exportName };
}

/** The parts of a repository of workflows. */
export function workflowsOf(text: string): Workflows {
  const [repository, commit, tag] = text.split(/[@#]/);
  return { repository, commit, tag };
}

/** A registry with a slash at its end. */
export function registryOf(url: string): string {
  return url.replace(/\/?$/, '/');
}

function camelCase(text: string): string {
  return text.replace(/[^a-z0-9]+(.?)/g, (_, letter: string) => letter.toUpperCase());
}
