import { Construct } from 'constructs';
import { checkId } from '../../core/own-place';
import { snapshot } from '../../core/snapshot';
import { Validation } from '../../core/validation';
import { platformContext } from '../../stack/platform-context';
import { Catalog } from './catalog';
import { validateGroups } from './groups';
import { PLATFORM_CATALOG_SETTINGS } from './platform-catalog-props';
import type { PlatformCatalogProps } from './platform-catalog-props';

/**
 * What the platform team gives a Backstage catalog, in a PlatformStack: groups, systems and domains, the list of all services,
 * and what the platform offers. The stacks of all environments may make one; what they say is put together.
 *
 * Throws `InvalidProps` with every problem of its props, and outside of a PlatformStack.
 */
export class PlatformCatalog extends Construct {
  public constructor(scope: Construct, id: string, props: PlatformCatalogProps = {}) {
    super(scope, checkId('PlatformCatalog', scope, id));
    const context = platformContext(this, 'PlatformCatalog');
    const given = snapshot(props);
    validate(this, given);
    Catalog.of(this).addPlatform({ construct: this, props: given, context });
  }
}

function validate(construct: Construct, props: PlatformCatalogProps): void {
  const validation = new Validation(`PlatformCatalog at ${construct.node.path}`);
  if (!PLATFORM_CATALOG_SETTINGS.validate(validation, '', props)) validation.throwIfAny();
  validation.throwIfAny();
  const { groups = [], importedGroups } = props;
  validateGroups(validation, groups);
  if (importedGroups === true && groups.length > 0) {
    const fix = 'remove one of the two';
    validation.add({ path: 'groups', got: 'groups beside importedGroups: true', allowed: 'groups that somebody writes', fix });
  }
  validation.throwIfAny();
}
