import type { Ownership } from '../platform/ownership';

/** What names an object in a namespace, and says whose it is. */
export interface ObjectMetadata {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Makes the metadata of a service's objects. */
export class ServiceMetadata {
  /**
   * @param domain what keys of the platform's own begin with
   * @param namespace a reference to the namespace, so that Terraform makes it first
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

  /** A key of the platform's own. */
  public key(name: string): string {
    return `${this.domain}/${name}`;
  }
}
