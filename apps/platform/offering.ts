import type { PlatformStack } from '@golden-path/constructs';
import { platformCatalog } from './catalog';
import { softwareTemplates } from './templates';

/** What people find in the software catalog, and what they can make there. */
export function offering(stack: PlatformStack): void {
  platformCatalog(stack);
  softwareTemplates(stack);
}
