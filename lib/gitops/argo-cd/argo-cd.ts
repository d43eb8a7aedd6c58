import { Release } from '@cdktf/provider-helm/lib/release';
import { Construct } from 'constructs';
import { fixedAddress } from '../../core/fixed-address';
import { EXACT_HOST } from '../../core/host-name';
import { isPlainObject } from '../../core/json';
import type { Json } from '../../core/json';
import type { Limit } from '../../core/limits';
import { checkId } from '../../core/own-place';
import { show } from '../../core/problems';
import { snapshot } from '../../core/snapshot';
import { plainTextAroundTokens } from '../../core/tokens';
import { Validation } from '../../core/validation';
import { platformContext } from '../../stack/platform-context';
import { argoCdFolder } from './folder';
import { healthChecks } from './health-checks';
import { notificationValues, slackToken } from './notifications';

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
  /**
   * The name in AWS Secrets Manager of the token of a Slack app that may `chat:write`, such as `argocd/slack-token`.
   * The secret's whole text is the token. External Secrets has to be allowed to read it.
   *
   * @default - nobody is told of a sync that failed
   */
  readonly slackTokenSecret?: string;
  /**
   * More values of the chart, merged over those of this construct: how people log in, for example.
   *
   * @default - none: nobody can log in, and nobody needs to
   * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/user-management/
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- jsii has no other word for a value of any shape
  readonly values?: { readonly [key: string]: any };
}

const LIMITS: Record<Exclude<keyof ArgoCdProps, 'values'>, Limit> = {
  host: { ...EXACT_HOST, example: 'argocd.internal.acme.io', description: 'a host name such as argocd.internal.acme.io' },
  chartVersion: {
    type: 'string',
    pattern: '^\\d+\\.\\d+\\.\\d+$',
    example: '10.9.0',
    description: 'a version of the chart such as 10.9.0',
  },
  slackTokenSecret: {
    type: 'string',
    pattern: '^[A-Za-z0-9/_+=.@-]+$',
    example: 'argocd/slack-token',
    maxLength: 512,
    description: 'the name of a secret in AWS Secrets Manager: letters, digits and /_+=.@-, at most 512 characters',
  },
};

const CHART_VERSION = '10.9.0';

/** The name of the release, in Helm and in Terraform. */
const RELEASE = 'argocd';

/** Where the charts of Argo CD and of its Applications come from. */
export const ARGO_HELM = 'https://argoproj.github.io/argo-helm';

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
    super(scope, checkId('ArgoCd', scope, id));
    const { environment, platform, manifests } = platformContext(this, 'ArgoCd');
    const given = snapshot(props);
    validate(this, given);
    const { host, slackTokenSecret, values } = given;
    const ours = { ...valuesOf(host, healthChecks(platform)), notifications: notificationValues(host, slackTokenSecret) };
    const release = new Release(this, 'Release', {
      name: RELEASE,
      repository: ARGO_HELM,
      chart: 'argo-cd',
      version: given.chartVersion ?? CHART_VERSION,
      namespace: environment.argoCdNamespace,
      createNamespace: true,
      atomic: true,
      values: [ours, ...(values ? [values] : [])].map((each) => plainTextAroundTokens(JSON.stringify(each))),
    });
    this.release = fixedAddress(release, RELEASE);
    if (slackTokenSecret === undefined) return;
    for (const object of slackToken(environment, slackTokenSecret)) manifests.add(this, argoCdFolder(environment), object);
  }
}

function validate(construct: Construct, props: ArgoCdProps): void {
  const validation = new Validation(`ArgoCd at ${construct.node.path}`);
  validation.props(props, { limits: LIMITS, required: ['host'], others: ['values'] });
  const { values } = props;
  if (values !== undefined && !isPlainObject(values)) {
    validation.add({
      path: 'values',
      got: show(values),
      allowed: "an object of the chart's values",
      fix: 'write values: { configs: { cm: {} } }',
    });
  } else if (values !== undefined) validation.json('values', values);
  validation.throwIfAny();
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
