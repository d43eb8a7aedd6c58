import type { IConstruct } from 'constructs';
import { PerApp } from '../core/per-app';
import type { Problem } from '../core/problems';
import { show } from '../core/problems';
import { Preflight } from '../output/preflight';

/** Where requests for an application come in. */
interface Route {
  readonly construct: IConstruct;
  readonly environment: string;
  readonly host: string;
  readonly path: string;
  /** Whether it is only for that path, which is another place than all that is below it. */
  readonly exact: boolean;
}

/** The hosts and paths of an app: two applications at one of them would get each other's requests, as the controller pleases. */
export class Routes {
  private static readonly perApp = new PerApp((root) => new Routes(root));

  /** The routes of the app that a construct belongs to. */
  public static of(construct: IConstruct): Routes {
    return Routes.perApp.of(construct);
  }

  private readonly takenBy = new Map<string, Route>();
  private readonly twins: [Route, Route][] = [];

  private constructor(root: IConstruct) {
    Preflight.of(root).addCheck(() => this.twins.map(([first, second]) => twinProblem(first, second)));
  }

  public add(route: Route): void {
    const key = [route.environment, placeOf(route)].join(' ');
    const present = this.takenBy.get(key);
    if (present) this.twins.push([present, route]);
    else this.takenBy.set(key, route);
  }
}

/** A host and path in words. A path that begins requests is the same with and without a slash at its end. */
export function placeOf({ host, path, exact }: Pick<Route, 'host' | 'path' | 'exact'>): string {
  return `${host.toLowerCase()}${exact ? `${path} exactly` : withoutEnd(path)}`;
}

function withoutEnd(path: string): string {
  return path.endsWith('/') ? withoutEnd(path.slice(0, -1)) : path;
}

function twinProblem(first: Route, { construct, environment, host, path }: Route): Problem {
  return {
    path: `${first.construct.node.path}, ${construct.node.path}`,
    got: `two applications at ${show(host)} and ${show(path)} in ${show(environment)}`,
    allowed: 'one for each host and path: which one gets a request is up to the controller otherwise',
    fix: 'give one of them another host or path',
  };
}
