import type { Ownership } from '../platform/ownership';

/** The name, namespace and owner of an object. */
export interface ObjectMetadata {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Creates the metadata of a service's objects. */
export class ServiceMetadata {
  /**
   * @param domain the prefix of the platform's own keys
   * @param namespace a reference to the namespace, so that Terraform creates it first
   */
  public constructor(
    private readonly ownership: Ownership,
    private readonly domain: string,
    public readonly namespace: string,
  ) {}

  public of(name: string, more?: Record<string, string>): ObjectMetadata {
    const { labels, annotations } = this.ownership;
    return { name, namespace: this.namespace, labels, annotations: more ? { ...annotations, ...more } : annotations };
  }

  /** A key with the platform's domain. */
  public key(name: string): string {
    return `${this.domain}/${name}`;
  }
}
