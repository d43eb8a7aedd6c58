import type { Ownership } from '../platform/labels';
import { annotationsOf, labelsOf } from '../platform/labels';

/** What names an object in a namespace, and says whose it is. */
export interface ObjectMetadata {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
  readonly annotations: Record<string, string>;
}

/** Makes the metadata of a service's objects. */
export class ServiceMetadata {
  private readonly labels: Record<string, string>;
  private readonly annotations: Record<string, string>;

  /** @param namespace a reference to the namespace, so that Terraform makes it first */
  public constructor(
    private readonly ownership: Ownership,
    public readonly namespace: string,
  ) {
    this.labels = labelsOf(ownership);
    this.annotations = annotationsOf(ownership);
  }

  public of(name: string, annotations: Record<string, string> = {}): ObjectMetadata {
    return { name, namespace: this.namespace, labels: { ...this.labels }, annotations: { ...this.annotations, ...annotations } };
  }

  /** A key of the platform's own. */
  public key(name: string): string {
    return `${this.ownership.platform.domain}/${name}`;
  }
}
