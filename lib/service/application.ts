import type { IConstruct } from 'constructs';
import type { Json } from '../core/json';

/** The application of a service, which a GitOpsApp is. */
export interface IApplication extends IConstruct {
  /** The name of the service that it runs. */
  readonly serviceName: string;
}

const DESCRIBED = new WeakMap<object, () => readonly Json[]>();

/** Says which Kubernetes objects an application is made of, once all of it is there: for rooms that do not know its class. */
export function describeApplication(app: IApplication, documents: () => readonly Json[]): void {
  DESCRIBED.set(app, documents);
}

/** The Kubernetes objects that an application is made of; nothing if it is none. */
export function objectsOfApplication(app: unknown): (() => readonly Json[]) | undefined {
  return typeof app === 'object' && app !== null ? DESCRIBED.get(app) : undefined;
}
