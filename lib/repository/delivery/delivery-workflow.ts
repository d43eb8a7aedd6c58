import { Construct } from 'constructs';
import { checkId } from '../../core/own-place';
import { closest, listed, show } from '../../core/problems';
import { snapshot } from '../../core/snapshot';
import { Validation } from '../../core/validation';
import { SignedServices } from '../../output/signed-services';
import { checkSameStack } from '../../service/same-stack';
import { StackContext } from '../../stack/stack-context';
import { Deliveries } from './deliveries';
import type { DeliveryWorkflowProps } from './delivery-workflow-props';
import { DELIVERY_WORKFLOW_SETTINGS } from './delivery-workflow-settings';

/**
 * Takes a service's commits into its environments: one short workflow for the repository of its code, which calls the
 * platform's reusable workflow. That builds the image once, scans, signs, attests and verifies it, deploys it to staging by its digest,
 * and opens a pull request for production. The stacks of all environments may make one; they write one file together.
 *
 * Throws `InvalidProps` with every problem of its props, and `InvalidRule` where the service stands in another stack.
 */
export class DeliveryWorkflow extends Construct {
  public constructor(scope: Construct, id: string, props: DeliveryWorkflowProps) {
    super(scope, checkId('DeliveryWorkflow', scope, id));
    const context = StackContext.of(this);
    const given = snapshot(props, ['service']);
    validate(this, context, given);
    checkSameStack('DeliveryWorkflow', this, given.service);
    const { service, ...said } = given;
    Deliveries.of(this).add(service.serviceName, { construct: this, props: said });
    const { image, workflow, workflowRef } = said;
    SignedServices.of(this).add(service.serviceName, { by: this.node.path, image, workflow, workflowRef });
  }
}

function validate(delivery: Construct, { platform }: StackContext, props: DeliveryWorkflowProps): void {
  const validation = new Validation(`DeliveryWorkflow at ${delivery.node.path}`);
  if (!DELIVERY_WORKFLOW_SETTINGS.validate(validation, '', props)) validation.throwIfAny();
  const { commands, language, paths, platforms, production, staging } = props;
  if (language === undefined && commands === undefined) {
    const fix = "write language: ServiceLanguage.PYTHON, or commands: ['make test']";
    validation.add({ path: 'language', got: 'nothing', allowed: 'a language, or commands that lint and test', fix });
  }
  for (const [path, list] of Object.entries({ commands, paths, platforms })) {
    if (list?.length === 0) validation.add({ path, got: '[]', allowed: 'at least one', fix: 'remove it, or name one' });
  }
  if (paths !== undefined && paths.length > 0 && paths.every((pattern) => String(pattern).startsWith('!'))) {
    const allowed = 'at least one pattern without an exclamation mark: the others only take away from what it matches';
    validation.add({ path: 'paths', got: listed(paths), allowed, fix: "write '**' before them" });
  }
  for (const [path, name, isProduction] of [['staging', staging, false], ['production', production, true]] as const) {
    if (typeof name !== 'string') continue;
    const names = platform.environments.filter((each) => each.production === isProduction).map((each) => each.name);
    if (names.includes(name)) continue;
    const meant = closest(name, names);
    validation.add({
      path,
      got: show(name),
      allowed: `an environment that is ${isProduction ? '' : 'not '}for production: ${listed(names)}`,
      fix: meant ? `did you mean ${show(meant)}?` : 'name one of these, or leave it out',
    });
  }
  validation.throwIfAny();
}
