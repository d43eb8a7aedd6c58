import { GitOpsApp, Rendering } from '@golden-path/constructs';
import type { EnvironmentProps } from '@golden-path/constructs';
import { App } from 'cdktf';
import { load } from 'js-yaml';
import { thrownBy } from '../support/errors';
import { filesIn } from '../support/golden';
import { aPlatform, anEnvironment } from '../support/platform';
import { aService, temporaryFolder } from '../support/synth';
import type { Json } from '../support/synth';
import { APP } from './support';
import type { AppProps } from './support';

/** A host that nothing else has. */
export const HOST = 'shop.acme.io';

/** A further process with several ports. */
export const API = { name: 'api', port: 9000, extraPorts: [{ name: 'grpc', port: 9001, servicePort: 443 }, { name: 'dns', port: 53, udp: true }] };

/** Makes the application `checkout` in an environment of which a test may say anything. */
export function make(app: App, props: AppProps, environment: Partial<EnvironmentProps> = {}): void {
  const platform = aPlatform({ environments: [anEnvironment(environment)] });
  const build = (service: Json) => void new GitOpsApp(service.node.scope, 'App', { service, ...APP, rendering: Rendering.MANIFESTS, ...props });
  aService(app, {}, { platform, build });
}

/** The objects by which requests come in, by their kinds and names, and the policies that let them in. */
export function synth(props: AppProps, environment?: Partial<EnvironmentProps>) {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  make(app, props, environment);
  app.synth();
  const files = Object.entries(filesIn(`${outdir}/gitops/apps/checkout/manifests/staging`));
  const objects = Object.fromEntries(files.map(([name, text]) => [name.replace('.yaml', ''), load(text) as Json]));
  const terraform = JSON.parse(filesIn(`${outdir}/stacks/checkout-staging`)['cdk.tf.json']) as Json;
  const record = JSON.parse(filesIn(outdir)['golden-path.json']) as Json;
  return { objects, policies: Object.values<Json>(terraform.resource.kubernetes_network_policy_v1), record };
}

export const routed = (props: AppProps, environment?: Partial<EnvironmentProps>) => synth(props, environment).objects;

/** The problems of routes, as path, what is allowed and how to mend it. */
export const problems = (props: AppProps, environment?: Partial<EnvironmentProps>) =>
  thrownBy(() => make(new App({ outdir: '/nonexistent-but-unused' }), props, environment)).problems;
