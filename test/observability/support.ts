import * as path from 'node:path';
import { GitOpsApp, MicroserviceInfra, ServiceObservability, ServiceStack } from '@golden-path/constructs';
import type { GitOpsAppProps, PlatformProps, ServiceObservabilityProps } from '@golden-path/constructs';
import { App } from 'cdktf';
import { load } from 'js-yaml';
import { filesIn } from '../support/golden';
import { aPlatform } from '../support/platform';
import { temporaryFolder } from '../support/synth';
import type { Json } from '../support/synth';

/** What a test says of a service that is observed. */
export interface ObservedOptions {
  readonly environments?: readonly string[];
  readonly platform?: Partial<PlatformProps>;
  readonly app?: Partial<GitOpsAppProps>;
  readonly observability?: Partial<ServiceObservabilityProps>;
  readonly build?: (service: MicroserviceInfra) => void;
}

/** A service that is observed, in some environments of an app. */
export function addObserved(app: App, { build, environments = ['staging', 'production'], ...props }: ObservedOptions = {}): void {
  const platform = aPlatform(props.platform);
  for (const environment of environments) {
    const stack = new ServiceStack(app, `checkout-${environment}`, { platform, environment });
    const service = new MicroserviceInfra(stack, 'Infra', { serviceName: 'checkout', teamName: 'payments' });
    build?.(service);
    const application = new GitOpsApp(stack, 'App', {
      service, image: 'ghcr.io/acme/checkout', imageTag: '1.0.0', port: 8080, metricsPort: 9090, ...props.app,
    });
    new ServiceObservability(stack, 'Observability', { service, app: application, ...props.observability });
  }
}

/** The files that a service that is observed writes, by their path in the output. */
export function observed(options: ObservedOptions = {}): Record<string, string> {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  addObserved(app, options);
  app.synth();
  const below = (folder: string) =>
    Object.entries(filesIn(path.join(outdir, folder))).map(([file, text]) => [`${folder}/${file}`, text] as const);
  return Object.fromEntries([...below('gitops'), ...below('repository')]);
}

/** The PrometheusRule of an environment. */
export function ruleOf(files: Readonly<Record<string, string>>, environment = 'production'): Json {
  return load(files[`gitops/apps/checkout/manifests/${environment}/prometheusrule-checkout.yaml`]) as Json;
}

/** Every rule of a PrometheusRule. */
export function rulesIn({ spec }: Json): Json[] {
  return (spec.groups as Json[]).flatMap(({ rules }) => rules as Json[]);
}

/** A rule that records a series, or raises an alert, of an objective if there are several. */
export function ruleNamed(rules: readonly Json[], name: string, slo?: string): Json {
  return rules.find((rule) => [rule.alert, rule.record].includes(name) && (slo === undefined || rule.labels.slo === slo))!;
}
