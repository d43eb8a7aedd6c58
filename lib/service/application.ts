import type { IConstruct } from 'constructs';
import { GoldenPathError } from '../core/errors';
import { show } from '../core/problems';

/** The application of a service, which a GitOpsApp is. */
export interface IApplication extends IConstruct {
  /** The name of the service that it runs. */
  readonly serviceName: string;
}

/** One process of an application. */
export interface ProcessFacts {
  /** The Kubernetes object that makes its pods. */
  readonly kind: 'Deployment' | 'StatefulSet';
  /** The object's name, which its Service has too. */
  readonly name: string;
  /** Whether Prometheus reads its metrics. */
  readonly monitored: boolean;
}

/** What other rooms of the library may know of an application. */
export interface ApplicationFacts {
  readonly processes: readonly ProcessFacts[];
  /** Whether the application itself listens on a port. */
  readonly serves: boolean;
  /** The jobs at fixed times, by their names in the cluster; those that are suspended are not among them. */
  readonly cronJobs: readonly { readonly job: string; readonly name: string }[];
  /** The claims of volumes that outlive pods, as a regular expression for each. */
  readonly claims: readonly string[];
  /** The Secrets with certificates that cert-manager renews. */
  readonly certificates: readonly string[];
}

const DESCRIBED = new WeakMap<IConstruct, () => ApplicationFacts>();

/** Says what others may know of an application, once all of it is there. */
export function describeApplication(app: IConstruct, facts: () => ApplicationFacts): void {
  DESCRIBED.set(app, facts);
}

/** What is known of an application. Throws `InvalidProps` if it is none. */
export function factsOfApplication(where: string, path: string, app: IApplication): () => ApplicationFacts {
  const facts = typeof app === 'object' && app !== null ? DESCRIBED.get(app) : undefined;
  if (facts) return facts;
  throw new GoldenPathError('InvalidProps', where, [
    { path, got: show(app), allowed: 'the GitOpsApp of the service', fix: 'pass what new GitOpsApp(...) gave' },
  ]);
}
