import * as fs from 'node:fs';
import * as path from 'node:path';

/** The packages whose versions affect the output. */
const NAMES = /^(cdktf|cdktn|constructs|cdk8s|cdk8s-plus-\d+)$/;
const PROVIDERS = /^provider-/;
const PROVIDER_SCOPES = ['@cdktf', '@cdktn'];

/**
 * The versions of the packages that affect an output, by the names in their own package.json: a project installs CDK Terrain
 * as `cdktf`, but its name is `cdktn`.
 *
 * @param folders possible folders of the project; the first in which the packages are found is used
 */
export function packageVersions(folders: readonly string[]): Record<string, string> {
  const found = folders.map(versionsFrom).find((versions) => 'constructs' in versions);
  return found ?? {};
}

/** The packages that Node would find from a folder, nearest first. */
function versionsFrom(folder: string): Record<string, string> {
  const seen = new Set<string>();
  const versions = new Map<string, string>();
  for (const modules of moduleFolders(path.resolve(folder))) {
    for (const name of packagesIn(modules).filter((each) => !seen.has(each))) {
      seen.add(name);
      const { name: ownName, version } = manifestOf(path.join(modules, name));
      if (typeof ownName === 'string' && typeof version === 'string' && !versions.has(ownName)) versions.set(ownName, version);
    }
  }
  return Object.fromEntries(versions);
}

function moduleFolders(folder: string): string[] {
  const parent = path.dirname(folder);
  return [path.join(folder, 'node_modules'), ...(parent === folder ? [] : moduleFolders(parent))];
}

function packagesIn(modules: string): string[] {
  const scoped = PROVIDER_SCOPES.flatMap((scope) =>
    namesIn(path.join(modules, scope))
      .filter((name) => PROVIDERS.test(name))
      .map((name) => `${scope}/${name}`),
  );
  return [...namesIn(modules).filter((name) => NAMES.test(name)), ...scoped];
}

function namesIn(folder: string): string[] {
  return fs.existsSync(folder) ? fs.readdirSync(folder).sort() : [];
}

function manifestOf(folder: string): { name?: unknown; version?: unknown } {
  try {
    return JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as object;
  } catch {
    // A leftover folder of a package, which Node would not find either.
    return {};
  }
}
