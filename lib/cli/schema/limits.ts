import { schemaKeywords } from '../../core/limit-forms';
import { allowedBy } from '../../core/limits';
import type { Limit } from '../../core/limits';
import { BUCKET_LIMITS } from '../../data/bucket/limits';
import { POSTGRES_LIMITS } from '../../data/postgres/limits';
import { QUEUE_LIMITS } from '../../data/queue/limits';
import { REDIS_LIMITS } from '../../data/redis/limits';
import { TABLE_LIMITS } from '../../data/table/limits';
import { CONTAINER_SETTINGS, PORT_SETTINGS, USER_SETTINGS } from '../../gitops/settings/container-settings';
import { GITOPS_APP_SETTINGS } from '../../gitops/settings/gitops-app-settings';
import { JOB_SETTINGS, SCHEDULED_JOB_SETTINGS } from '../../gitops/settings/job-settings';
import { ROLLOUT_SETTINGS } from '../../gitops/settings/rollout-settings';
import { REDIRECT_SETTINGS, ROUTE_SETTINGS } from '../../gitops/settings/route-settings';
import { SCHEDULING_SETTINGS, TOLERATION_SETTINGS } from '../../gitops/settings/scheduling-settings';
import { FURTHER_WORKLOAD_SETTINGS, WORKLOAD_SETTINGS } from '../../gitops/settings/workload-settings';
import { ALERT_CHANGE_SETTINGS } from '../../observability/alerts/alert-settings';
import { ALERT_ROUTES_SETTINGS } from '../../observability/routes/route-settings';
import { SERVICE_OBSERVABILITY_SETTINGS } from '../../observability/service-observability-settings';
import { CATALOG_API_SETTINGS, CATALOG_ENTRY_SETTINGS } from '../../repository/catalog/catalog-entry-settings';
import { DELIVERY_WORKFLOW_SETTINGS } from '../../repository/delivery/delivery-workflow-settings';
import { SERVICE_LIMITS } from '../../service/validate-service';
import type { JsonSchema } from './json-schema';

type LimitsOfProps = Readonly<Record<string, Limit>>;

/** The limits of single values, by the interface that has them. */
const LIMITS: Readonly<Record<string, LimitsOfProps>> = {
  AlertChange: ALERT_CHANGE_SETTINGS.limits,
  AlertRoutes: ALERT_ROUTES_SETTINGS.limits,
  AppContainer: { ...USER_SETTINGS.limits, ...CONTAINER_SETTINGS.limits },
  AppPort: PORT_SETTINGS.limits,
  AppRollout: ROLLOUT_SETTINGS.limits,
  AppRoute: ROUTE_SETTINGS.limits,
  AppScheduling: SCHEDULING_SETTINGS.limits,
  AppToleration: TOLERATION_SETTINGS.limits,
  AppWorkload: { ...WORKLOAD_SETTINGS.limits, ...FURTHER_WORKLOAD_SETTINGS.limits },
  CatalogApi: CATALOG_API_SETTINGS.limits,
  CatalogEntryProps: CATALOG_ENTRY_SETTINGS.limits,
  DeliveryWorkflowProps: DELIVERY_WORKFLOW_SETTINGS.limits,
  DynamoTableProps: TABLE_LIMITS,
  GitOpsAppProps: { ...WORKLOAD_SETTINGS.limits, ...GITOPS_APP_SETTINGS.limits },
  JobProps: JOB_SETTINGS.limits,
  MicroserviceInfraProps: SERVICE_LIMITS,
  ObjectBucketProps: BUCKET_LIMITS,
  PostgresDatabaseProps: POSTGRES_LIMITS,
  RedisCacheProps: REDIS_LIMITS,
  RouteRedirect: REDIRECT_SETTINGS.limits,
  ScheduledJob: { ...JOB_SETTINGS.limits, ...SCHEDULED_JOB_SETTINGS.limits },
  ServiceObservabilityProps: SERVICE_OBSERVABILITY_SETTINGS.limits,
  SqsQueueProps: QUEUE_LIMITS,
};

/** What a schema says of a prop besides its type. */
export function limitsOf(type: string, prop: string): JsonSchema {
  const limits = LIMITS[type] ?? {};
  if (!Object.hasOwn(limits, prop)) return {};
  const limit = limits[prop];
  return limit.type === 'boolean' ? {} : { ...schemaKeywords(limit), description: allowedBy(limit) };
}
