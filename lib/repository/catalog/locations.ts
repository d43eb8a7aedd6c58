import type { Platform } from '../../platform/platform';
import { repositoryUrl } from './annotations';
import { entityOf } from './entity';
import type { Entity } from './entity';

/** The file of a repository that a catalog reads. */
export const CATALOG_FILE = 'catalog-info.yaml';

/**
 * Where a catalog finds the other files of the platform.
 *
 * @see https://backstage.io/docs/features/software-catalog/descriptor-format#kind-location
 */
export function ownFiles(targets: readonly string[]): Entity {
  return entityOf('Location', { name: 'golden-path-platform', description: 'What the platform team declares' }, { targets });
}

/** Where a catalog finds the entries of the services. */
export function serviceEntries(platform: Platform, slugs: readonly string[], more: readonly string[]): Entity {
  const { branch } = platform.catalog;
  const targets = slugs.map((slug) => `${repositoryUrl(platform, slug)}/blob/${branch}/${CATALOG_FILE}`);
  const metadata = { name: 'golden-path-services', description: 'The entries of all services' };
  return entityOf('Location', metadata, { type: 'url', targets: [...new Set([...targets, ...more])].sort() });
}
