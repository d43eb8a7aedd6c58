import { Construct } from 'constructs';
import { checkId } from '../../core/own-place';
import { closest, listed, show } from '../../core/problems';
import { snapshot } from '../../core/snapshot';
import { Validation } from '../../core/validation';
import { checkSameStack } from '../../service/same-stack';
import { StackContext } from '../../stack/stack-context';
import { ARGO_CD_NAME, ARGO_CD_SELECTOR } from './annotations';
import { Catalog } from './catalog';
import type { CatalogEntryProps } from './catalog-entry-props';
import { CATALOG_ENTRY_SETTINGS } from './catalog-entry-settings';

/**
 * The entry of a service in a Backstage catalog: one `catalog-info.yaml` for the repository of its code, with the service, its
 * APIs and its data, for all environments. What it depends on follows from `connectTo`. The stacks of all environments may make
 * one; what they say is put together.
 *
 * Throws `InvalidProps` with every problem of its props, and `InvalidRule` where the service stands in another stack.
 */
export class CatalogEntry extends Construct {
  public constructor(scope: Construct, id: string, props: CatalogEntryProps) {
    super(scope, checkId('CatalogEntry', scope, id));
    const context = StackContext.of(this);
    const given = snapshot(props, ['service']);
    validate(this, context, given);
    checkSameStack('CatalogEntry', this, given.service);
    const { service, ...said } = given;
    Catalog.of(this).addEntry(service.serviceName, { construct: this, props: said });
  }
}

function validate(entry: Construct, { platform }: StackContext, props: CatalogEntryProps): void {
  const validation = new Validation(`CatalogEntry at ${entry.node.path}`);
  if (!CATALOG_ENTRY_SETTINGS.validate(validation, '', props)) validation.throwIfAny();
  const names = platform.catalog.systems!.map(({ name }) => name).sort();
  if (typeof props.system === 'string' && !names.includes(props.system)) {
    const meant = closest(props.system, names);
    validation.add({
      path: 'system',
      got: show(props.system),
      allowed: `a system that the platform declares: ${listed(names)}`,
      fix: meant ? `did you mean ${show(meant)}?` : 'add it to catalog.systems of the platform',
    });
  }
  if (props.annotations && [ARGO_CD_NAME, ARGO_CD_SELECTOR].every((key) => props.annotations![key] !== undefined)) {
    validation.add({
      path: 'annotations',
      got: `${ARGO_CD_NAME} and ${ARGO_CD_SELECTOR}`,
      allowed: 'one of the two: the plugin refuses an entity that has both',
      fix: `remove ${ARGO_CD_NAME}`,
    });
  }
  validation.throwIfAny();
}
