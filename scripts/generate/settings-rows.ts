import { IMAGE_POLICY_SETTINGS } from '../../lib/gitops/images/image-policy-settings';
import { ENV_SETTINGS } from '../../lib/gitops/settings/configuration-settings';
import { CONTAINER_SETTINGS, PORT_SETTINGS, USER_SETTINGS } from '../../lib/gitops/settings/container-settings';
import { GITOPS_APP_SETTINGS } from '../../lib/gitops/settings/gitops-app-settings';
import { JOB_SETTINGS, SCHEDULED_JOB_SETTINGS } from '../../lib/gitops/settings/job-settings';
import { ROLLOUT_SETTINGS } from '../../lib/gitops/settings/rollout-settings';
import { REDIRECT_SETTINGS, ROUTE_SETTINGS } from '../../lib/gitops/settings/route-settings';
import { SCHEDULING_SETTINGS, TOLERATION_SETTINGS } from '../../lib/gitops/settings/scheduling-settings';
import { CONTROLLER_SETTINGS, VOLUME_SETTINGS } from '../../lib/gitops/settings/volume-settings';
import { FURTHER_WORKLOAD_SETTINGS, WORKLOAD_SETTINGS } from '../../lib/gitops/settings/workload-settings';
import { ALERT_CHANGE_SETTINGS } from '../../lib/observability/alerts/alert-settings';
import { OBSERVABILITY_PLATFORM_SETTINGS } from '../../lib/observability/platform/observability-platform-settings';
import { ALERT_ROUTES_SETTINGS } from '../../lib/observability/routes/route-settings';
import { SERVICE_OBSERVABILITY_SETTINGS } from '../../lib/observability/service-observability-settings';
import {
  CONSUMER_LAG_SLO_SETTINGS,
  FRESHNESS_SLO_SETTINGS,
  LATENCY_SLO_SETTINGS,
  REQUEST_SLO_SETTINGS,
  SLO_SETTINGS,
} from '../../lib/observability/slo/slo-settings';
import { CATALOG_SETTINGS } from '../../lib/platform/catalog-settings';
import { DEFAULT_SETTINGS } from '../../lib/platform/default-settings';
import { ENVIRONMENT_SETTINGS } from '../../lib/platform/environment-settings';
import { IMAGE_EXCEPTION_SETTINGS, IMAGE_RULES_SETTINGS } from '../../lib/platform/image-rules';
import { PLATFORM_SETTINGS } from '../../lib/platform/platform-settings';
import { QUOTA_LIMIT_SETTINGS } from '../../lib/platform/quota-limit';
import { TEAM_SETTINGS } from '../../lib/platform/team-settings';
import { CATALOG_API_SETTINGS, CATALOG_ENTRY_SETTINGS } from '../../lib/repository/catalog/catalog-entry-settings';
import { CATALOG_GROUP_SETTINGS, PLATFORM_CATALOG_SETTINGS } from '../../lib/repository/catalog/platform-catalog-props';
import { DELIVERY_WORKFLOW_SETTINGS } from '../../lib/repository/delivery/delivery-workflow-settings';
import { SOFTWARE_TEMPLATE_SETTINGS } from '../../lib/repository/template/software-template-settings';

/** What a table of settings says about one of them. */
interface Documented {
  documented(key: string): { readonly default: string; readonly text: string } | undefined;
}

/** The tables of settings, by the interface that marks the tables of a page. */
export const TABLES: Readonly<Record<string, Documented>> = {
  EnvironmentProps: ENVIRONMENT_SETTINGS,
  PlatformDefaults: DEFAULT_SETTINGS,
  GitOpsAppProps: GITOPS_APP_SETTINGS,
  WorkloadProps: WORKLOAD_SETTINGS,
  UserProps: USER_SETTINGS,
  EnvProps: ENV_SETTINGS,
  VolumeProps: VOLUME_SETTINGS,
  ControllerProps: CONTROLLER_SETTINGS,
  AppWorkload: FURTHER_WORKLOAD_SETTINGS,
  AppContainer: CONTAINER_SETTINGS,
  AppPort: PORT_SETTINGS,
  AppRoute: ROUTE_SETTINGS,
  RouteRedirect: REDIRECT_SETTINGS,
  AppRollout: ROLLOUT_SETTINGS,
  RolloutProps: WORKLOAD_SETTINGS,
  AppScheduling: SCHEDULING_SETTINGS,
  ScheduledProps: WORKLOAD_SETTINGS,
  AppToleration: TOLERATION_SETTINGS,
  JobProps: JOB_SETTINGS,
  ScheduledJob: SCHEDULED_JOB_SETTINGS,
  ObservabilityPlatformProps: OBSERVABILITY_PLATFORM_SETTINGS,
  PlatformProps: PLATFORM_SETTINGS,
  QuotaLimit: QUOTA_LIMIT_SETTINGS,
  ImagePolicyProps: IMAGE_POLICY_SETTINGS,
  ImageRules: IMAGE_RULES_SETTINGS,
  ImageException: IMAGE_EXCEPTION_SETTINGS,
  TeamProps: TEAM_SETTINGS,
  CatalogSettings: CATALOG_SETTINGS,
  CatalogEntryProps: CATALOG_ENTRY_SETTINGS,
  CatalogApi: CATALOG_API_SETTINGS,
  CatalogGroup: CATALOG_GROUP_SETTINGS,
  PlatformCatalogProps: PLATFORM_CATALOG_SETTINGS,
  SoftwareTemplateProps: SOFTWARE_TEMPLATE_SETTINGS,
  DeliveryWorkflowProps: DELIVERY_WORKFLOW_SETTINGS,
  ServiceObservabilityProps: SERVICE_OBSERVABILITY_SETTINGS,
  AlertChange: ALERT_CHANGE_SETTINGS,
  AlertRoutes: ALERT_ROUTES_SETTINGS,
  SloOptions: SLO_SETTINGS,
  RequestSloOptions: REQUEST_SLO_SETTINGS,
  LatencySloOptions: LATENCY_SLO_SETTINGS,
  FreshnessSloOptions: FRESHNESS_SLO_SETTINGS,
  ConsumerLagSloOptions: CONSUMER_LAG_SLO_SETTINGS,
};

/** A page with the rows of each setting as its table has them. Which rows stand in which table is the page's. */
export function withSettings(page: string): string {
  let table: Documented | undefined;
  return page
    .split('\n')
    .map((line) => {
      const marked = /^<!-- props: (\w+)/.exec(line)?.[1];
      if (marked !== undefined) table = TABLES[marked];
      else if (!line.startsWith('|')) table = undefined;
      return (table && row(table, line)) ?? line;
    })
    .join('\n');
}

/** The row of a setting; nothing for any other line. */
function row(table: Documented, line: string): string | undefined {
  const name = /^\| `(\w+)` \|/.exec(line)?.[1];
  const documented = name === undefined ? undefined : table.documented(name);
  return documented && `| \`${name}\` | ${documented.default} | ${documented.text} |`;
}
