import { Release } from '@cdktf/provider-helm/lib/release';
import { Construct } from 'constructs';
import type { Limit } from '../../core/rules';
import { Validation } from '../../core/validation';
import { platformContext } from '../../platform/platform-context';
import type { Json } from '../../platform/terraform-json';
import { healthChecks } from './health-checks';

/** What the platform team says of its Argo CD. */
export interface ArgoCdProps {
  /** The host of its user interface, such as `argocd.internal.acme.io`. */
  readonly host: string;
  /**
   * The version of the chart `argo-cd`.
   *
   * @default '10.9.0'
   * @see https://github.com/argoproj/argo-helm/tree/main/charts/argo-cd
   */
  readonly chartVersion?: string;
}

const LIMITS: Record<keyof ArgoCdProps, Limit> = {
  host: {
    type: 'string',
    pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$',
    maxLength: 253,
    description: 'a host name such as argocd.internal.acme.io',
  },
  chartVersion: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$', description: 'a version of the chart such as 10.9.0' },
};

const CHART_VERSION = '10.9.0';

/**
 * Argo CD itself, installed by Helm at a pinned version: without the built-in administrator, anonymous users, shells in pods
 * and permissions that nobody gave, behind network policies, and knowing when a request for data is healthy.
 *
 * Throws `InvalidProps` with every problem of its props, and outside of a PlatformStack.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/security/
 */
export class ArgoCd extends Construct {
  /** The release. */
  public readonly release: Release;

  public constructor(scope: Construct, id: string, props: ArgoCdProps) {
    super(scope, id);
    const { environment, platform } = platformContext(this, 'ArgoCd');
    const validation = new Validation(`ArgoCd at ${this.node.path}`);
    validation.fields('', props, LIMITS, ['host']);
    validation.throwIfAny();
    this.release = new Release(this, 'Release', {
      name: 'argocd',
      repository: 'https://argoproj.github.io/argo-helm',
      chart: 'argo-cd',
      version: props.chartVersion ?? CHART_VERSION,
      namespace: environment.argoCdNamespace,
      createNamespace: true,
      atomic: true,
      values: [JSON.stringify(valuesOf(props.host, healthChecks(platform)))],
    });
  }
}

/** @see https://github.com/argoproj/argo-helm/blob/main/charts/argo-cd/values.yaml */
function valuesOf(host: string, health: Readonly<Record<string, string>>): Json {
  return {
    global: { domain: host, networkPolicy: { create: true, defaultDenyIngress: true } },
    configs: {
      cm: {
        'admin.enabled': false,
        'exec.enabled': false,
        'users.anonymous.enabled': false,
        // An object is told by an annotation: its labels are the team's, and may be copied to what it makes.
        'application.resourceTrackingMethod': 'annotation',
        ...health,
      },
      params: {
        'server.insecure': false,
        // A star stands for one folder, and not for any number of them.
        'applicationsetcontroller.enable.new.git.file.globbing': true,
      },
      // Who has no role sees nothing.
      rbac: { 'policy.default': '' },
    },
    controller: { metrics: { enabled: true } },
    redis: { networkPolicy: { create: true } },
  };
}
