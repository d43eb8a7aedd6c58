import { acme } from '@acme/platform';
import { PlatformCatalog } from '@golden-path/constructs';
import type { PlatformStack } from '@golden-path/constructs';

/** The platform as the software catalog shows it. */
export function platformCatalog(stack: PlatformStack): void {
  new PlatformCatalog(stack, 'Catalog', {
    groups: [{ name: 'engineering' }, ...acme.teams.map(({ catalogGroup: name }) => ({ name, parent: 'engineering' }))],
    roadmap: [{ name: 'preview-environments', title: 'Preview environments', description: 'One for each pull request', due: '2027-q2' }],
  });
}
