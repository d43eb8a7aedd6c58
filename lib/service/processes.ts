import type { PortRange } from './ports';
import { anyPods, COMPONENT, JOB, podsOf, SERVING } from './selectors';
import type { ServedPort } from './served-ports';

/** The pods of one process of a service. */
export interface Process {
  /** What the pods are there for: the value of the label of that name. */
  readonly component: string;
  /** The ports that they listen on. */
  readonly ports: readonly ServedPort[];
}

/** A selector of pods. */
export interface PodSelector {
  readonly matchLabels: Record<string, string>;
  readonly matchExpressions?: { readonly key: string; readonly operator: string; readonly values: string[] }[];
}

/** The processes of a service, once its application says them; until then it has one that serves. */
export class Processes {
  private readonly list: Process[] = [];

  public constructor(private readonly serviceName: string) {}

  public add(processes: readonly Process[]): void {
    this.list.push(...processes);
  }

  /** The pods that others may reach by these ports: those of the process that listens on them. */
  public listeningOn(ports: readonly PortRange[]): PodSelector {
    const listening = this.list.filter((process) => ports.some((range) => process.ports.some((own) => isIn(own, range))));
    const components = listening.length === 0 ? [SERVING] : listening.map(({ component }) => component);
    return this.podsOf([...new Set(components)]);
  }

  /** The pods that need DNS, their identity and their data: those of every process and of jobs, which nobody can call. */
  public get all(): PodSelector {
    return this.podsOf([...new Set([JOB, SERVING, ...this.list.map(({ component }) => component)])].sort());
  }

  private podsOf(components: string[]): PodSelector {
    const [only, ...others] = components;
    if (others.length === 0) return { matchLabels: podsOf(this.serviceName, only) };
    return {
      matchLabels: anyPods(this.serviceName),
      matchExpressions: [{ key: COMPONENT, operator: 'In', values: components }],
    };
  }
}

function isIn(own: ServedPort, { port, endPort = port, protocol }: PortRange): boolean {
  return own.protocol === protocol && own.port >= port && own.port <= endPort;
}
