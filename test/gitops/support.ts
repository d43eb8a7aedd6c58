import { GitOpsApp } from '@golden-path/constructs';
import type { GitOpsAppProps, MicroserviceInfra, MicroserviceInfraProps } from '@golden-path/constructs';
import type { App } from 'cdktf';
import { filesIn } from '../support/golden';
import { synthTree } from '../support/manifests';
import { aService } from '../support/synth';

/** What an application needs at least, in a test's words. */
export const APP = { image: 'ghcr.io/acme/checkout', imageTag: '1.0.0', port: 8080 };

/** The props of an application, of which a test may say anything. */
export type AppProps = Partial<Omit<GitOpsAppProps, 'service'>>;

/** One environment of the application `checkout`. */
export interface AppEnvironment {
  readonly environment: string;
  readonly props?: AppProps;
  readonly service?: Partial<MicroserviceInfraProps>;
  readonly add?: (service: MicroserviceInfra) => void;
}

/** Adds the application `checkout` to an app, in staging where nothing else is said. */
export function anApp(app: App, { environment, props, service, add }: AppEnvironment = { environment: 'staging' }): GitOpsApp {
  const made = aService(app, service, { environment });
  add?.(made);
  return new GitOpsApp(made.node.scope!, 'App', { service: made, ...APP, ...props });
}

/** The files of `apps/checkout` by their names, of the environments that are given. */
export function filesOf(...environments: AppEnvironment[]): Record<string, string> {
  const { outdir } = synthTree((app) => (environments.length > 0 ? environments : [undefined]).forEach((one) => void anApp(app, one)));
  return filesIn(`${outdir}/gitops/apps/checkout`);
}
