import { filledTemplate } from '../../platform/catalog-limits';
import { PLATFORM } from '../../platform/ownership';
import type { StackContext } from '../../stack/stack-context';
import { objectiveOf, RUNBOOK } from '../resolved-service';
import type { ResolvedService } from '../resolved-service';
import type { Slo } from '../slo/slo';
import { platformObjectives } from './platform-objectives';

/** The platform as a service to its teams: it has objectives, rules, tests and a runbook as every other one. */
export function platformAsService(
  { environment, owner, platform }: StackContext,
  { namespace, objectives = platformObjectives() }: { readonly namespace: string; readonly objectives?: readonly Slo[] },
): ResolvedService {
  const subject = { service: PLATFORM, environment: environment.name, account: environment.awsAccountId, namespace };
  const { branch, codeUrl, dashboardUrl } = platform.catalog;
  const team = owner!.team.name;
  const values = { service: PLATFORM, team, environment: environment.name, namespace };
  const context = {
    subject,
    team,
    production: environment.production,
    runbookUrl: `${codeUrl!}/${platform.organization}/${PLATFORM}/blob/${branch!}/${RUNBOOK}`,
    ...(dashboardUrl !== undefined && { dashboardUrl: filledTemplate(dashboardUrl, values) }),
  };
  return {
    subject,
    context,
    facts: { processes: [], monitored: [], serves: false, autoscalers: [], cronJobs: [], hasClaims: false, hasCertificates: false },
    objectives: objectives.map((slo) => objectiveOf(slo, context)),
    changed: { alerts: [], problems: [], leftOut: [] },
    dependencies: [],
  };
}
