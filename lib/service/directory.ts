import type { IConstruct } from 'constructs';
import { PerApp } from '../core/per-app';
import type { Problem } from '../core/problems';
import { show } from '../core/problems';
import { Preflight } from '../output/preflight';

/** An entry of the directory for one service. */
export interface Listed extends IConstruct {
  readonly serviceName: string;
  readonly environmentName: string;
}

/** The services of an app by name and environment, so that two services can refer to each other in any order. */
export class ServiceDirectory<T> {
  private static readonly perApp = new PerApp((root) => new ServiceDirectory<unknown>(root));

  /** The directory of the app that a construct belongs to. */
  public static of<T>(construct: IConstruct): ServiceDirectory<T> {
    return ServiceDirectory.perApp.of(construct) as ServiceDirectory<T>;
  }

  private readonly entries = new Map<string, { readonly service: Listed; readonly value: T }>();
  private readonly waiting = new Map<string, ((value: T) => void)[]>();
  private readonly twins: [Listed, Listed][] = [];

  private constructor(root: IConstruct) {
    Preflight.of(root).addCheck(() => this.twins.map(([first, second]) => twinProblem(first, second)));
  }

  /** Adds a service, and runs the actions that were waiting for it. */
  public add(service: Listed, value: T): void {
    const key = keyOf(service.environmentName, service.serviceName);
    const present = this.entries.get(key);
    if (present) {
      this.twins.push([present.service, service]);
      return;
    }
    this.entries.set(key, { service, value });
    this.waiting.get(key)?.forEach((action) => action(value));
    this.waiting.delete(key);
  }

  /** Runs an action for a service now, or when the service is created; never if it is not part of the app. */
  public whenPresent(environmentName: string, serviceName: string, action: (value: T) => void): void {
    const key = keyOf(environmentName, serviceName);
    const present = this.entries.get(key);
    if (present) action(present.value);
    else this.waiting.set(key, [...(this.waiting.get(key) ?? []), action]);
  }
}

function keyOf(environmentName: string, serviceName: string): string {
  return `${environmentName}/${serviceName}`;
}

function twinProblem(first: Listed, second: Listed): Problem {
  return {
    path: `${first.node.path}, ${second.node.path}`,
    got: `two services named ${show(first.serviceName)} in ${show(first.environmentName)}`,
    allowed: 'one: they would fight over a namespace and a role',
    fix: 'rename or remove one of them',
  };
}
