import { CatalogEntry, DeliveryWorkflow, ObjectBucket, PlatformCatalog } from '@golden-path/constructs';
import type { CatalogEntryProps, DeliveryWorkflowProps, PlatformCatalogProps } from '@golden-path/constructs';
import type { Construct } from 'constructs';
import { BUCKET } from '../../support/data';
import type { Door } from './doors';
import { SAMPLES } from './samples';

/** What a catalog is made of, and what else goes into the repository of the code. */
export const CATALOG_DOORS: Readonly<Record<string, Door>> = {
  'CatalogEntry': {
    arguments: (world) => {
      // The entry gives its data another name.
      world.once('bucket', () => new ObjectBucket(world.service.node.scope!, 'Bucket', BUCKET));
      return SAMPLES.CatalogEntryProps(world).map((props) => [world.service.node.scope, 'Qx', props]);
    },
    open: (_, given) => new CatalogEntry(...(given as unknown as [Construct, string, CatalogEntryProps])),
  },
  'DeliveryWorkflow': {
    arguments: (world) => SAMPLES.DeliveryWorkflowProps(world).map((props) => [world.service.node.scope, 'Qx', props]),
    open: (_, given) => new DeliveryWorkflow(...(given as unknown as [Construct, string, DeliveryWorkflowProps])),
  },
  'PlatformCatalog': {
    arguments: (world) => SAMPLES.PlatformCatalogProps(world).map((props) => [world.platformStack, 'Qx', props]),
    open: (_, given) => new PlatformCatalog(...(given as unknown as [Construct, string, PlatformCatalogProps])),
  },
};
