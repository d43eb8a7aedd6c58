import { show } from '../../core/problems';
import type { Validation } from '../../core/validation';
import type { AppPort } from '../props/container-props';
import type { WorkloadProps } from '../props/workload-props';
import { isServing } from '../settings/workload-settings';
import { objectsOf } from './objects';

const CONTAINERS = ['initContainers', 'sidecars'] as const;
const OF_PORT = ['portName', 'servicePort', 'appProtocol'] as const;
const OF_SERVICE = ['servicePort', 'appProtocol'] as const;

interface Named extends Partial<AppPort> {
  readonly path: string;
  /** Where its number in the Service is given. */
  readonly servicePath?: string;
}

/** Two containers of a pod have one network, and a Service finds a port by its name. */
export function validatePorts(validation: Validation, path: string, props: WorkloadProps): void {
  validateWithout(validation, path, props);
  const own = ownPorts(path, props);
  const ofOthers = CONTAINERS.flatMap((kind) =>
    objectsOf(props[kind]).flatMap((container, index) => {
      const ports = named(below(path, `${kind}[${index}].ports`), container.ports);
      ports.forEach((port) => validateOutsideOfService(validation, port));
      return kind === 'sidecars' || container.restarts ? ports : [];
    }),
  );
  const isTwin = (one: Named, other: Named) => one.name === other.name || isSamePort(one, other);
  validateTwins(validation, [...own, ...ofOthers].filter(isNamed), isTwin, ({ name, port }) => `${show(name)}, ${String(port)}`);
  if (!own.some(({ servicePort }) => servicePort !== undefined)) return;
  const ofService = own
    .filter(isNamed)
    .map(({ servicePath, ...one }) =>
      one.servicePort === undefined ? one : { ...one, path: servicePath!, port: one.servicePort },
    );
  validateTwins(validation, ofService, isSamePort, ({ port }) => String(port));
}

function ownPorts(path: string, { port, portName = 'http', servicePort, metricsPort, extraPorts }: WorkloadProps): Named[] {
  return [
    { path: below(path, 'port'), name: portName, port, servicePort, servicePath: below(path, 'servicePort') },
    // Prometheus may read the port that the application serves.
    { path: below(path, 'metricsPort'), name: 'metrics', port: metricsPort === port ? undefined : metricsPort },
    ...named(below(path, 'extraPorts'), extraPorts),
  ];
}

function named(path: string, ports: AppPort[] | undefined): Named[] {
  return objectsOf(ports).map((one, index) => ({
    ...one,
    path: `${path}[${index}]`,
    servicePath: `${path}[${index}].servicePort`,
  }));
}

function isNamed({ port, name }: Named): boolean {
  return typeof port === 'number' && typeof name === 'string';
}

function isSamePort(one: Named, other: Named): boolean {
  return one.port === other.port && (one.udp ?? false) === (other.udp ?? false);
}

function validateTwins(
  validation: Validation,
  all: readonly Named[],
  isTwin: (one: Named, other: Named) => boolean,
  text: (one: Named) => string,
): void {
  all.forEach((one, index) => {
    const other = all.slice(0, index).find((each) => isTwin(one, each));
    if (!other) return;
    const allowed = `a name and number that ${other.path} does not have`;
    validation.add({ path: one.path, got: text(one), allowed, fix: 'change one of the two' });
  });
}

/** What says something of a port, or of the Service, has nothing to say without one. */
function validateWithout(validation: Validation, path: string, props: WorkloadProps): void {
  const missing = (key: keyof WorkloadProps, needs: string, isThere: boolean) => {
    if (isThere || props[key] === undefined) return;
    validation.add({ path: below(path, key), got: show(props[key]), allowed: `nothing without ${needs}`, fix: `give ${needs}` });
  };
  missing('metricsPath', 'metricsPort', props.metricsPort !== undefined);
  for (const key of OF_PORT) missing(key, 'port', props.port !== undefined);
  missing('sessionAffinitySeconds', 'port', isServing(props));
}

function validateOutsideOfService(validation: Validation, port: Named): void {
  for (const key of OF_SERVICE) {
    if (port[key] === undefined) continue;
    const allowed = 'nothing: the Service has only ports of the application itself';
    validation.add({ path: `${port.path}.${key}`, got: show(port[key]), allowed, fix: `remove ${key}` });
  }
}

function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
