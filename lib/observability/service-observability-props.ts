import type { IApplication } from '../service/application';
import type { MicroserviceInfra } from '../service/microservice-infra';
import type { AlertChange } from './alerts/alert-settings';
import type { DashboardDelivery } from './dashboards/dashboard-delivery';
import type { AlertRoutes } from './routes/route-settings';
import type { Slo } from './slo/slo';

/** The props of a ServiceObservability. */
export interface ServiceObservabilityProps {
  /** The service, of the same stack. */
  readonly service: MicroserviceInfra;
  /** Its application, a GitOpsApp of the same stack. */
  readonly app: IApplication;
  /**
   * What it promises its users.
   *
   * @default - 99.9 % availability, and 99 % of requests within 500 ms, for an application with a port and metrics; else nothing
   */
  readonly objectives?: Slo[];
  /**
   * Changes of the alerts that follow from what the service declared.
   *
   * @default - none
   */
  readonly alerts?: AlertChange[];
  /**
   * Where its alerts are sent.
   *
   * @default - where the platform's own routes send what has the label of the team
   */
  readonly routes?: AlertRoutes;
  /**
   * How its dashboard reaches Grafana.
   *
   * @default DashboardDelivery.SIDECAR
   */
  readonly dashboard?: DashboardDelivery;
  /**
   * The repository of its code, on the server that the platform's `catalog` names. Alerts link to the runbook in it.
   *
   * @default - `<organization>/<service>`
   */
  readonly repository?: string;
}
