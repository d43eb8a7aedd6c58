import type { GitOpsAppProps } from '../props/gitops-app-props';
import type { AppRoute } from '../props/route-props';
import type { WorkloadProps } from '../props/workload-props';

/** A port that requests from outside may go to. */
export interface RoutePort {
  readonly name: string;
  /** The port of the container. */
  readonly port: number;
  /** The port of the Service. */
  readonly servicePort: number;
}

/** What gets the requests of a route. */
interface RouteTarget extends RoutePort {
  readonly serviceName: string;
}

/** The host and path of the application itself as a route, and its further routes. */
export function allRoutes({ host, path = '/', routes = [], tlsSecretName }: GitOpsAppProps): AppRoute[] {
  const own = host === undefined ? [] : [{ host, paths: [path], ...(tlsSecretName !== undefined && { tlsSecretName }) }];
  return [...own, ...routes];
}

/** The process that a route names, if there is one. */
function processOf(app: GitOpsAppProps, { workload }: AppRoute): WorkloadProps | undefined {
  return workload === undefined ? app : (app.workloads ?? []).find(({ name }) => name === workload);
}

/** The ports of a process that take connections. */
export function routePorts({ port, portName = 'http', servicePort, extraPorts = [] }: WorkloadProps): RoutePort[] {
  const own = port === undefined ? [] : [{ name: portName, port, servicePort: servicePort ?? port }];
  const more = extraPorts.filter(({ udp }) => !udp);
  return [...own, ...more.map((one) => ({ name: one.name, port: one.port, servicePort: one.servicePort ?? one.port }))];
}

/** Where a route leads, unless it names a process or port that is not there. */
export function targetOf(app: GitOpsAppProps, route: AppRoute): RouteTarget | undefined {
  const process = processOf(app, route);
  const wanted = route.port ?? process?.port;
  const found = process && routePorts(process).find(({ port }) => port === wanted);
  if (!found) return undefined;
  const { serviceName } = app.service;
  const { workload } = route;
  return { ...found, serviceName: workload === undefined ? serviceName : `${serviceName}-${workload}` };
}

/** The hosts that lead to each port of a container. */
export function hostsByPort(app: GitOpsAppProps): Map<number, string[]> {
  const byPort = new Map<number, string[]>();
  for (const route of allRoutes(app)) {
    const port = route.redirect ? undefined : targetOf(app, route)?.port;
    if (port !== undefined) byPort.set(port, [...new Set([...(byPort.get(port) ?? []), route.host])]);
  }
  return byPort;
}
