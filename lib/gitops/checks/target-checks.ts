import { closest, listed, show } from '../../core/problems';
import type { Validation } from '../../core/validation';
import type { GitOpsAppProps } from '../props/gitops-app-props';
import type { AppRoute } from '../props/route-props';
import type { AppWorkload, WorkloadProps } from '../props/workload-props';
import { PORT_SETTINGS } from '../settings/container-settings';
import type { RoutePort } from '../values/route-targets';
import { routePorts } from '../values/route-targets';
import { objectsOf } from './objects';
import { isSound } from './sound';

/** Checks that the process and the port of a route are there. */
export function validateTarget(validation: Validation, path: string, route: AppRoute, props: GitOpsAppProps): void {
  if (route.redirect) return;
  const workloads = objectsOf(props.workloads).filter(({ name }) => typeof name === 'string');
  const process = route.workload === undefined ? props : workloads.find(({ name }) => name === route.workload);
  if (!process) return missingWorkload(validation, path, route.workload!, workloads);
  const ports = portsOf(process);
  const wanted = route.port ?? process.port;
  const whose = route.workload === undefined ? 'the application' : `the workload ${show(route.workload)}`;
  if (wanted === undefined) {
    const fix = ports.length === 0 ? `give ${whose} a port` : `write port: ${ports[0].port}`;
    validation.add({ path: `${path}.port`, got: 'nothing', allowed: `a port, since ${whose} has none by itself`, fix });
  } else if (route.port !== undefined && !ports.some(({ port }) => port === route.port)) {
    const known = ports.map(({ name, port }) => `${port} (${name})`);
    const allowed = known.length === 0 ? `a TCP port of ${whose}, which has none` : `a TCP port of ${whose}: ${known.join(', ')}`;
    const fix = known.length === 0 ? 'give it extraPorts' : `write port: ${ports[0].port}, or add the port to its extraPorts`;
    validation.add({ path: `${path}.port`, got: show(route.port), allowed, fix });
  }
}

function missingWorkload(validation: Validation, path: string, name: string, workloads: readonly AppWorkload[]): void {
  const names = workloads.map((each) => each.name);
  const meant = closest(name, names);
  const allowed = names.length === 0 ? 'one of workloads, of which there are none' : listed(names);
  const fix = meant ? `did you mean '${meant}'?` : 'add it to workloads, or leave it out for the application itself';
  validation.add({ path: `${path}.workload`, got: show(name), allowed, fix });
}

/** What is no port is a problem of its own. */
function portsOf(process: WorkloadProps): RoutePort[] {
  const extraPorts = objectsOf(process.extraPorts).filter((port) => isSound(PORT_SETTINGS, port));
  const { port, portName } = process;
  const isNamed = typeof port === 'number' && ['string', 'undefined'].includes(typeof portName);
  return routePorts({ ...process, port: isNamed ? port : undefined, extraPorts });
}
