import type { CatalogSystem } from '../../platform/catalog-settings';
import type { Platform } from '../../platform/platform';
import { entityOf, ownerOf } from './entity';
import type { Entity } from './entity';

/** The domains and systems that a platform declares. */
export function areas(platform: Platform): Entity[] {
  const { domains = [], systems = [] } = platform.catalog;
  return [
    ...domains.map((domain) => area(platform, 'Domain', domain)),
    ...systems.map((system) => area(platform, 'System', system)),
  ];
}

/**
 * @see https://backstage.io/docs/features/software-catalog/descriptor-format#kind-domain
 * @see https://backstage.io/docs/features/software-catalog/descriptor-format#kind-system
 */
function area(platform: Platform, kind: 'Domain' | 'System', { description, name, owner, title, ...more }: CatalogSystem): Entity {
  return entityOf(kind, { name, title, description }, { owner: ownerOf(platform.team(owner)), domain: more.domain });
}
