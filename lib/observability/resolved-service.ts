import type { Problem } from '../core/problems';
import { filledTemplate } from '../platform/catalog-limits';
import type { MicroserviceInfra } from '../service/microservice-infra';
import type { StackContext } from '../stack/stack-context';
import type { AlertContext } from './alerts/alert-context';
import type { AlertDefinition } from './alerts/alert-definition';
import { alertRule } from './alerts/alert-rule';
import type { ApplicationFacts } from './alerts/application-facts';
import { changedAlerts } from './alerts/changed-alerts';
import type { ChangedAlerts } from './alerts/changed-alerts';
import { serviceAlerts } from './alerts/service-alerts';
import type { RuleGroup } from './rules/rule';
import type { ServiceObservabilityProps } from './service-observability-props';
import { Severity } from './severity';
import type { ConnectedTo } from './signals/dependency-metrics';
import { RequestMetrics } from './signals/request-metrics';
import type { Subject } from './signals/subject';
import { exactly, fraction, minus, times } from './slo/fraction';
import type { Objective } from './slo/objective';
import { objectiveRules } from './slo/objective-rules';
import { Slo } from './slo/slo';
import { unmeasuredProblems } from './slo/unmeasured';

/** What is known of a service in one environment, for rules, tests, the runbook and dashboards. */
export interface ResolvedService {
  readonly subject: Subject;
  readonly context: AlertContext;
  readonly facts: ApplicationFacts;
  readonly objectives: readonly Objective[];
  readonly changed: ChangedAlerts;
  /** What is wrong with its objectives and with the changes of its alerts. */
  readonly problems: readonly Problem[];
  /** How its requests are measured; absent if they are not. */
  readonly requests?: RequestMetrics;
  /** What it is connected to, measured or not. */
  readonly dependencies: readonly ConnectedTo[];
}

/** The runbook in the repository of a service. */
export const RUNBOOK = 'docs/runbook.md';

/** A service as metrics know it. */
export function subjectOf(service: MicroserviceInfra, { environment }: StackContext): Subject {
  const { name, awsAccountId } = environment;
  return { service: service.serviceName, environment: name, account: awsAccountId, namespace: service.namespaceName };
}

/** What every alert of a service has. */
export function alertContextOf(subject: Subject, team: string, { environment, platform }: StackContext, repository?: string): AlertContext {
  const { branch, codeUrl, dashboardUrl } = platform.catalog;
  const { namespace, service } = subject;
  const values = { service, team, environment: environment.name, namespace };
  const slug = repository ?? `${platform.organization}/${service}`;
  return {
    subject,
    team,
    production: environment.production,
    hasRoutes: false,
    runbookUrl: `${codeUrl!}/${slug}/blob/${branch!}/${RUNBOOK}`,
    ...(dashboardUrl !== undefined && { dashboardUrl: filledTemplate(dashboardUrl, values) }),
  };
}

/** Puts together what a service is observed by, once all of its app is there. */
export function resolveService(
  where: string,
  props: Omit<ServiceObservabilityProps, 'app'>,
  stack: StackContext,
  facts: ApplicationFacts,
): ResolvedService {
  const { alerts = [], repository, routes, service } = props;
  const subject = subjectOf(service, stack);
  const context = { ...alertContextOf(subject, service.teamName, stack, repository), hasRoutes: routes !== undefined };
  const uses = service.dependencies.map(({ kind, name }) => ({ kind: kind.name, name }));
  const slos = props.objectives ?? defaultObjectives(subject, facts);
  const [named] = slos.flatMap((slo) => slo._measured().requests ?? []);
  const requests = named ?? (isMeasured(subject, facts) ? RequestMetrics.OPENTELEMETRY_HTTP : undefined);
  const definitions = serviceAlerts({ subject, facts, uses, autoscaled: service.scaling.autoscaler !== undefined });
  const changed = changedAlerts(where, definitions, alerts);
  return {
    subject,
    context,
    facts,
    ...(requests !== undefined && { requests }),
    objectives: slos.map((slo) => objectiveOf(slo, context)),
    changed,
    problems: [...unmeasuredProblems(where, slos, subject, facts), ...changed.problems],
    dependencies: uses,
  };
}

/** Whether it serves, and says by its own metrics how well. */
function isMeasured({ service }: Subject, { monitored, serves }: ApplicationFacts): boolean {
  return serves && monitored.includes(service);
}

/** A service whose requests are counted promises something. */
function defaultObjectives(subject: Subject, facts: ApplicationFacts): Slo[] {
  return isMeasured(subject, facts) ? [Slo.availability(99.9), Slo.latency(99)] : [];
}

/** An objective of a service in an environment, with its labels. */
export function objectiveOf(slo: Slo, { production, subject, team }: AlertContext): Objective {
  const { indicator, sample } = slo._measured();
  const target = times(exactly(slo.target), fraction(1n, 100n));
  return {
    labels: { environment: subject.environment, service: subject.service, slo: slo.name, team },
    description: slo.description,
    target,
    budget: minus(fraction(1n, 1n), target),
    periodDays: slo.periodDays,
    indicator: indicator(subject),
    minFailures: slo.minFailures,
    pageSeverity: production ? Severity.PAGE : Severity.TICKET,
    ...(sample && { sample: sample(subject) }),
  };
}

/** Every rule of a service in an environment. */
export function rulesOf(service: ResolvedService): RuleGroup[] {
  const { context, objectives } = service;
  return [...objectives.flatMap((objective) => objectiveRules(objective, context)), ...alertGroups(service)];
}

/** The rules of the alerts that follow from what the service declared. */
export function alertGroups({ changed, context, subject }: ResolvedService): RuleGroup[] {
  const rules = changed.alerts.map((alert: AlertDefinition) => alertRule(alert, context));
  return rules.length > 0 ? [{ name: `${subject.service}-alerts`, interval: '1m', rules }] : [];
}
