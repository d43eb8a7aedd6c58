import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkId } from '../../core/own-place';
import { readOnlyList } from '../../core/read-only';
import { snapshot } from '../../core/snapshot';
import { Validation } from '../../core/validation';
import type { ManifestProps } from '../../output/manifests';
import { PLATFORM } from '../../platform/ownership';
import { platformContext } from '../../stack/platform-context';
import type { StackContext } from '../../stack/stack-context';
import { dashboardObject } from '../dashboards/dashboard-object';
import { platformDashboard } from '../dashboards/platform-dashboard';
import { teamDashboard } from '../dashboards/team-dashboard';
import { Observations } from '../observations';
import { rulesOf } from '../resolved-service';
import { prometheusRule } from '../rules/prometheus-rule';
import { collectorObjects } from './collector-objects';
import type { NodeCollector } from './collector-objects';
import { logCollector } from './log-collector';
import { LogSchemaFile } from './log-schema-file';
import { checkChannels, validateObservabilityPlatform } from './observability-platform-checks';
import type { ObservabilityPlatformProps } from './observability-platform-props';
import { OBSERVABILITY_PLATFORM_SETTINGS } from './observability-platform-settings';
import { platformAsService } from './platform-as-service';
import { platformRoutes } from './platform-routes';

type Resolved = ReturnType<typeof OBSERVABILITY_PLATFORM_SETTINGS.resolveAll>;

/**
 * What the platform team runs for the observability of all services, in a PlatformStack: collectors of logs, dashboards of the
 * platform and of each team, the routes of alerts, and the promises of the platform itself.
 *
 * Prometheus with its operator, Grafana and a place for logs have to be there; none of them is installed by this construct. The
 * Alertmanager uses the routes if its `alertmanagerConfiguration` names `golden-path`.
 *
 * Throws `InvalidProps` with every problem of its props, and outside of a PlatformStack.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.AlertmanagerConfiguration
 */
export class ObservabilityPlatform extends Construct {
  private readonly objects: ApiObject[];

  public constructor(scope: Construct, id: string, props: ObservabilityPlatformProps = {}) {
    super(scope, checkId('ObservabilityPlatform', scope, id));
    const context = platformContext(this, 'ObservabilityPlatform');
    const given = snapshot(props, ['objectives']);
    const validation = new Validation(`ObservabilityPlatform at ${this.node.path}`);
    validateObservabilityPlatform(validation, given);
    checkChannels(validation, given, context.platform.teams, context.owner!.team);
    validation.throwIfAny();
    const settings = OBSERVABILITY_PLATFORM_SETTINGS.resolveAll(given);
    const own = platformAsService(context, settings);
    const collector = collectorOf(context, settings);
    const documents = [
      namespaceObject(settings),
      ...(collector ? collectorObjects(collector) : []),
      ...dashboards(context, settings, collector),
      ...routesOf(context, settings),
      prometheusRule(PLATFORM, settings.namespace, rulesOf(own)),
    ];
    this.objects = documents.map((each) => context.manifests.add(this, folderOf(context), each));
    Observations.of(this).add({ construct: this, serviceName: PLATFORM, resolve: () => own });
    LogSchemaFile.writtenBy(this);
  }

  /** The objects that it writes. You can change them until they are written. */
  public get manifests(): ApiObject[] {
    return readOnlyList(this.objects);
  }
}

function folderOf({ environment: { name } }: StackContext): string {
  return `platform/${name}/observability`;
}

/**
 * Pods that read the files of a node may run in no stricter namespace.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
function namespaceObject({ namespace }: Resolved): ManifestProps {
  const labels = { 'pod-security.kubernetes.io/enforce': 'privileged' };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } };
}

function collectorOf({ environment }: StackContext, settings: Resolved): NodeCollector | undefined {
  const { logsEndpoint } = settings;
  return logsEndpoint === undefined ? undefined : logCollector({ ...settings, logsEndpoint, environment: environment.name });
}

function dashboards(
  { environment, platform }: StackContext,
  { dashboards: delivery, namespace }: Resolved,
  collector?: NodeCollector,
): ManifestProps[] {
  const place = (name: string) => ({ name: `dashboard-${name}`, namespace, folder: 'Platform', delivery });
  const teams = platform.teams.map(({ name }) => (
    dashboardObject(teamDashboard(name, environment.name, []), { ...place(`team-${name}`), folder: 'Teams' })
  ));
  const view = { environment: environment.name, service: PLATFORM, links: [], ...(collector && { collector: collector.signals }) };
  return [dashboardObject(platformDashboard(view), place(PLATFORM)), ...teams];
}

/** Routes that lead to nobody would replace those that the Alertmanager has. */
function routesOf({ owner, platform }: StackContext, { namespace, pagerDutySecret, slackSecret }: Resolved): ManifestProps[] {
  if (pagerDutySecret === undefined && slackSecret === undefined) return [];
  return [platformRoutes({
    namespace,
    teams: platform.teams,
    fallback: owner!.team,
    ...(slackSecret !== undefined && { slackSecret }),
    ...(pagerDutySecret !== undefined && { pagerDutySecret }),
  })];
}
