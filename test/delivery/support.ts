import { DeliveryWorkflow, MicroserviceInfra, ServiceLanguage, ServiceStack } from '@golden-path/constructs';
import type { DeliveryWorkflowProps, Platform } from '@golden-path/constructs';
import type { App } from 'cdktf';
import { load } from 'js-yaml';
import { repositoriesOf } from '../catalog/support';
import { aPlatform } from '../support/platform';
import type { Json } from '../support/synth';

/** What a test says of a service with a delivery. */
export interface DeliveryOptions {
  readonly platform?: Platform;
  readonly environments?: readonly string[];
  readonly props?: Partial<DeliveryWorkflowProps> | ((environment: string) => Partial<DeliveryWorkflowProps>);
}

export const BOTH = ['staging', 'production'];

/** A service with a delivery, in each of some environments. */
export function addDelivery(app: App, { environments = BOTH, platform = aPlatform(), props = {} }: DeliveryOptions = {}): void {
  for (const environment of environments) {
    const stack = new ServiceStack(app, `checkout-${environment}`, { platform, environment });
    const service = new MicroserviceInfra(stack, 'Infra', { serviceName: 'checkout', teamName: 'payments' });
    const own = typeof props === 'function' ? props(environment) : props;
    new DeliveryWorkflow(stack, 'Delivery', { service, language: ServiceLanguage.GO, ...own });
  }
}

/** The workflows of an app, as texts by their paths. */
export function workflowsOf(options: DeliveryOptions = {}): Record<string, string> {
  return repositoriesOf((app) => addDelivery(app, options));
}

/** The one workflow of an app. */
export function callerOf(options: DeliveryOptions = {}): Json {
  return load(Object.values(workflowsOf(options))[0]) as Json;
}

/** What the workflow hands to the platform's one. */
export function inputsOf(options: DeliveryOptions = {}): Json {
  return callerOf(options).jobs.delivery.with;
}
