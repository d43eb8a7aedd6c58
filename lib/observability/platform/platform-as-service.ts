import { PLATFORM } from '../../platform/ownership';
import type { StackContext } from '../../stack/stack-context';
import { alertContextOf, objectiveOf } from '../resolved-service';
import type { ResolvedService } from '../resolved-service';
import type { Slo } from '../slo/slo';
import { platformObjectives } from './platform-objectives';

/** The platform as a service to its teams: it has objectives, rules, tests and a runbook as every other one. */
export function platformAsService(
  stack: StackContext,
  { namespace, objectives = platformObjectives() }: { readonly namespace: string; readonly objectives?: readonly Slo[] },
): ResolvedService {
  const { environment, owner } = stack;
  const subject = { service: PLATFORM, environment: environment.name, account: environment.awsAccountId, namespace };
  const context = alertContextOf(subject, owner!.team.name, stack);
  return {
    subject,
    context,
    facts: { processes: [], monitored: [], serves: false, autoscalers: [], cronJobs: [], hasClaims: false, hasCertificates: false },
    objectives: objectives.map((slo) => objectiveOf(slo, context)),
    changed: { alerts: [], problems: [], leftOut: [] },
    problems: [],
    dependencies: [],
  };
}
