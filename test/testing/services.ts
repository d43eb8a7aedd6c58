import { GitOpsApp } from '@golden-path/constructs';
import type { GitOpsAppProps, MicroserviceInfra } from '@golden-path/constructs';
import { synthesize } from '@golden-path/constructs/testing';
import type { ServiceOutput } from '@golden-path/constructs/testing';
import type { App } from 'cdktf';
import { EXAMPLES } from '../support/examples';
import { aService } from '../support/synth';
import type { ServiceOptions } from '../support/synth';

/** The examples, all in one app. */
export const output = synthesize((app) => { for (const add of Object.values(EXAMPLES)) add(app); });
export const payments = output.service('payment-service', 'production');
export const ledger = output.service('ledger-worker', 'production');

/** One service as its output answers; it is in staging where nothing else is said. */
export function checkout(build?: (service: MicroserviceInfra, app: App) => void, options: ServiceOptions = {}): ServiceOutput {
  const environment = options.environment ?? 'staging';
  return synthesize((app) => void aService(app, {}, { ...options, build })).service('checkout', environment);
}

/** The service as an application. */
export function application(service: MicroserviceInfra, props: Partial<GitOpsAppProps> = {}): void {
  new GitOpsApp(service.node.scope!, 'App', { service, image: 'ghcr.io/acme/checkout', imageTag: '1', port: 8080, ...props });
}
