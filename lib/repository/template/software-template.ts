import { Construct } from 'constructs';
import { checkId } from '../../core/own-place';
import { listed, show } from '../../core/problems';
import { snapshot } from '../../core/snapshot';
import { Validation } from '../../core/validation';
import type { Platform } from '../../platform/platform';
import { platformContext } from '../../stack/platform-context';
import { Catalog } from '../catalog/catalog';
import { validateOwners } from './owners';
import type { SoftwareTemplateProps } from './software-template-props';
import { SOFTWARE_TEMPLATE_SETTINGS } from './software-template-settings';
import { templateFilesOf } from './template-files';
import { TemplateFiles } from './template-registry';

/**
 * A Software Template of Backstage, from which a developer gets the repository of a new service: code that runs, infrastructure,
 * workflows, documentation, and an entry in the catalog. Its form asks what the constructs ask, within their limits.
 *
 * It is written to `cdktf.out/repository/platform/templates/<templateName>/`, once for all environments.
 *
 * Throws `InvalidProps` with every problem of its props, and outside of a PlatformStack.
 *
 * @see https://backstage.io/docs/features/software-templates/
 */
export class SoftwareTemplate extends Construct {
  /** The name of the template in the catalog. */
  public readonly templateName: string;

  public constructor(scope: Construct, id: string, props: SoftwareTemplateProps) {
    super(scope, checkId('SoftwareTemplate', scope, id));
    const { platform, owner } = platformContext(this, 'SoftwareTemplate');
    const given = snapshot(props);
    validate(this, platform, given);
    const settings = SOFTWARE_TEMPLATE_SETTINGS.resolveAll(given);
    this.templateName = settings.templateName;
    TemplateFiles.of(this).add(this, this.templateName, templateFilesOf({ platform, settings, owner: owner!.team.catalogGroup }));
    Catalog.of(this).addTarget(`../templates/${this.templateName}/template.yaml`);
  }
}

function validate(construct: Construct, platform: Platform, props: SoftwareTemplateProps): void {
  const validation = new Validation(`SoftwareTemplate at ${construct.node.path}`);
  if (!SOFTWARE_TEMPLATE_SETTINGS.validate(validation, '', props)) validation.throwIfAny();
  validateOwners(validation, platform);
  const names = platform.environments.map(({ name }) => name);
  const { vaultEnvironment } = props;
  if (typeof vaultEnvironment === 'string' && !names.includes(vaultEnvironment)) {
    const allowed = `an environment of the platform: ${listed(names)}`;
    validation.add({ path: 'vaultEnvironment', got: show(vaultEnvironment), allowed, fix: 'use one of these' });
  }
  validation.throwIfAny();
}
