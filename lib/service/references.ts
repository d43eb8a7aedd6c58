import type { IConstruct } from 'constructs';
import { PerApp } from '../core/per-app';
import type { Problem } from '../core/problems';
import { listed, show } from '../core/problems';
import { isTypo } from '../core/text';
import { Preflight } from '../output/preflight';
import type { Platform } from '../platform/platform';
import type { PortRange } from './ports';
import { portText } from './ports';
import type { ServedPorts } from './served-ports';

/** A service that another one names. */
interface Reference {
  /** Where it is named, as an error shows it. */
  readonly path: string;
  readonly environmentName: string;
  readonly serviceName: string;
  readonly platform: Platform;
  /** The ports at which it is called. */
  readonly ports?: PortRange;
}

/** A connection that names no port. */
interface WithoutPort {
  readonly path: string;
  readonly serviceName: string;
}

/**
 * The services of an app as others name them. A name that is nearly that of a service of the app is a mistake, and so is a
 * port that a service of the app does not serve; of a service in another repository nothing is known.
 */
export class References {
  private static readonly perApp = new PerApp((root) => new References(root));

  /** The references of the app that a construct belongs to. */
  public static of(construct: IConstruct): References {
    return References.perApp.of(construct);
  }

  private readonly known = new Map<string, Map<string, ServedPorts>>();
  private readonly references = new Map<string, Reference>();
  private readonly withoutPort = new Set<WithoutPort>();

  private constructor(root: IConstruct) {
    Preflight.of(root).addCheck(() => this.problems(), 'InvalidRule');
  }

  /** Adds a service of the app. */
  public addService(environmentName: string, serviceName: string, ports: ServedPorts): void {
    const services = this.known.get(environmentName) ?? new Map<string, ServedPorts>();
    if (!services.has(serviceName)) services.set(serviceName, ports);
    this.known.set(environmentName, services);
  }

  /** Adds a name that somebody writes; the same one at the same place is looked at once. */
  public add(reference: Reference): void {
    const { path, serviceName, ports } = reference;
    this.references.set(JSON.stringify([path, serviceName, ports]), reference);
  }

  /** The port of a service of the app, as far as it is known by now. */
  public portOf(environmentName: string, serviceName: string): number | undefined {
    return this.known.get(environmentName)?.get(serviceName)?.main;
  }

  /** Adds a connection that needs the port of a service; what is returned says that it has it. */
  public awaitPort(connection: WithoutPort): () => void {
    this.withoutPort.add(connection);
    return () => void this.withoutPort.delete(connection);
  }

  private problems(): Problem[] {
    return [...[...this.references.values()].flatMap((each) => this.problemsOf(each)), ...[...this.withoutPort].map(portMissing)];
  }

  private problemsOf(reference: Reference): Problem[] {
    const services = this.known.get(reference.environmentName) ?? new Map<string, ServedPorts>();
    const served = services.get(reference.serviceName);
    if (reference.ports !== undefined) return served?.serves(reference.ports) === false ? [notServed(reference, served)] : [];
    const names = [...services.keys()].sort();
    const meant = served ? undefined : names.find((name) => isTypo(reference.serviceName, name));
    return meant === undefined || isDeclared(reference) ? [] : [misspelt(reference, meant, names)];
  }
}

/** Whether the platform names the service, by its whole name. */
function isDeclared({ platform, serviceName }: Reference): boolean {
  return platform.teams.some(({ services }) => services.includes(serviceName));
}

function misspelt({ path, serviceName, environmentName }: Reference, meant: string, names: readonly string[]): Problem {
  return {
    path,
    got: `the service ${show(serviceName)}`,
    allowed: `a service of ${show(environmentName)}: this app has ${listed(names)}, and other repositories have services of other names`,
    fix: `did you mean ${show(meant)}? If another repository owns ${show(serviceName)}, add it to the services of its team in the platform`,
  };
}

function notServed({ path, serviceName, ports }: Reference, served: ServedPorts): Problem {
  const nearest = served.nearest(ports!);
  return {
    path,
    got: `port ${portText(ports!)} of ${show(serviceName)}`,
    allowed: `a port that its application serves: ${served.text}`,
    fix: `${nearest === undefined ? '' : `use ${nearest}, or `}give its GitOpsApp the port, such as one of extraPorts`,
  };
}

function portMissing({ path, serviceName }: WithoutPort): Problem {
  return {
    path,
    got: `no port of ${show(serviceName)}`,
    allowed: 'an integer from 1 to 65535, unless a GitOpsApp of the service in the same app has a port',
    fix: 'give port, as in { port: 8080 }',
  };
}
