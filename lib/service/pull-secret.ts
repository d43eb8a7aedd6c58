import type { IConstruct } from 'constructs';

/** A Secret with which images may be pulled: a ServiceSecret with a `registry`. */
export interface IPullSecret extends IConstruct {
  /** The name of the Secret in the service's namespace. */
  readonly secretName: string;
  /** The image registry that it is a login for; absent if it is for the service's own code. */
  readonly registry?: string;
}
