import { Construct } from 'constructs';
import { GoldenPathError } from '../core/errors';
import { checkId } from '../core/own-place';
import { show } from '../core/problems';
import type { Problem } from '../core/problems';
import { snapshot } from '../core/snapshot';
import { Validation } from '../core/validation';
import { manifestsFolderOf } from '../platform/agreed-names';
import { objectsOfApplication } from '../service/application';
import { MicroserviceInfra } from '../service/microservice-infra';
import { StackContext } from '../stack/stack-context';
import { factsOf } from './alerts/application-facts';
import { dashboardObject, emptyDashboard } from './dashboards/dashboard-object';
import { serviceDashboard } from './dashboards/service-dashboard';
import { viewOf } from './dashboards/service-view';
import { Observations } from './observations';
import { resolveService, rulesOf, subjectOf } from './resolved-service';
import type { ResolvedService } from './resolved-service';
import { alertmanagerConfig } from './routes/alertmanager-config';
import { prometheusRule } from './rules/prometheus-rule';
import type { ServiceObservabilityProps } from './service-observability-props';
import { SERVICE_OBSERVABILITY_SETTINGS } from './service-observability-settings';

/**
 * How a service is observed in one environment: objectives with their rules, alerts that follow from what it declared, where they
 * are sent, and for its repository a runbook and a test of every alert.
 *
 * Throws `InvalidProps` with every problem of its props, and `InvalidRule` where the service or the application stands in another stack.
 */
export class ServiceObservability extends Construct {
  /** The service that is observed. */
  public readonly serviceName: string;

  public constructor(scope: Construct, id: string, props: ServiceObservabilityProps) {
    super(scope, checkId('ServiceObservability', scope, id));
    const context = StackContext.of(this);
    const given = snapshot(props, ['service', 'app', 'objectives']);
    validate(this, context, given);
    const { service } = given;
    this.serviceName = service.serviceName;
    for (const { alert, leftOutReason } of given.alerts ?? []) {
      if (leftOutReason !== undefined) context.exceptions.explain(this, `no alert ${alert}`, leftOutReason);
    }
    const objectives = given.objectives && [...given.objectives];
    const objects = objectsOfApplication(given.app)!;
    let resolved: ResolvedService | undefined;
    const resolve = () => {
      resolved ??= resolveService(this.node.path, { ...given, objectives }, context, factsOf(this.serviceName, objects()));
      return resolved;
    };
    Observations.of(this).add({ construct: this, serviceName: this.serviceName, resolve });
    this.write(context, given, resolve);
  }

  private write(context: StackContext, props: ServiceObservabilityProps, resolve: () => ResolvedService): void {
    const { routes, service } = props;
    const dashboard = SERVICE_OBSERVABILITY_SETTINGS.resolve(props, 'dashboard');
    const subject = subjectOf(service, context);
    const folder = manifestsFolderOf(this.serviceName, context.environment);
    const rules = prometheusRule(this.serviceName, subject.namespace, []);
    context.manifests.addMade(this, folder, rules, () => prometheusRule(this.serviceName, subject.namespace, rulesOf(resolve())));
    const place = { name: `${this.serviceName}-dashboard`, namespace: subject.namespace, folder: service.teamName, delivery: dashboard };
    const drawn = () => dashboardObject(serviceDashboard(viewOf(resolve(), context)), place);
    context.manifests.addMade(this, folder, emptyDashboard(place), drawn);
    if (!routes) return;
    const channel = routes.slackChannel ?? context.platform.team(service.teamName).slackChannel;
    context.manifests.add(this, folder, alertmanagerConfig(subject, routes, channel));
  }
}

function validate(construct: Construct, context: StackContext, props: ServiceObservabilityProps): void {
  const where = `ServiceObservability at ${construct.node.path}`;
  const validation = new Validation(where);
  if (!SERVICE_OBSERVABILITY_SETTINGS.validate(validation, '', props)) validation.throwIfAny();
  const { app, routes, service } = props;
  if (objectsOfApplication(app) === undefined) {
    validation.add({ path: 'app', got: show(app), allowed: 'the GitOpsApp of the service', fix: 'pass what new GitOpsApp(...) gave' });
  }
  if (service instanceof MicroserviceInfra && typeof routes === 'object' && routes !== null) {
    routeProblems(routes, context.platform.team(service.teamName).slackChannel).forEach((problem) => validation.add(problem));
  }
  validation.throwIfAny();
  const isHere = service instanceof MicroserviceInfra && StackContext.of(service) === context;
  if (isHere && StackContext.of(app) === context && app.serviceName === service.serviceName) return;
  throw new GoldenPathError('InvalidRule', where, [
    {
      path: isHere ? 'app' : 'service',
      got: isHere ? show(app.node.path) : service instanceof MicroserviceInfra ? show(service.node.path) : show(service),
      allowed: 'the MicroserviceInfra and the GitOpsApp of one service, of the same stack',
      fix: 'make the three in one stack',
    },
  ]);
}

/** Routes that lead nowhere would take alerts from the platform's own. */
function routeProblems(routes: NonNullable<ServiceObservabilityProps['routes']>, teamChannel?: string): Problem[] {
  const { pagerDutySecret, slackChannel, slackSecret } = routes;
  if (pagerDutySecret === undefined && slackSecret === undefined) {
    const fix = "give slackSecret or pagerDutySecret, or leave routes out: the platform's routes go by the label of the team";
    return [{ path: 'routes', got: 'neither slackSecret nor pagerDutySecret', allowed: 'one of the two, or both', fix }];
  }
  if (slackSecret === undefined || slackChannel !== undefined || teamChannel !== undefined) return [];
  return [{ path: 'routes.slackChannel', got: 'nothing', allowed: 'a channel: the team has none', fix: 'give routes.slackChannel' }];
}
