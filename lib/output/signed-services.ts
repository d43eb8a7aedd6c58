import type { IConstruct } from 'constructs';
import { PerApp } from '../core/per-app';

/** The services of an app whose delivery signs and attests what it builds, and writes it into the GitOps repository by digest. */
export class SignedServices {
  private static readonly perApp = new PerApp(() => new SignedServices());

  /** Those of the app that a construct belongs to. */
  public static of(construct: IConstruct): SignedServices {
    return SignedServices.perApp.of(construct);
  }

  private readonly names = new Set<string>();

  private constructor() {}

  /** Says that a service's delivery signs its images. */
  public add(serviceName: string): void {
    this.names.add(serviceName);
  }

  /** Whether a service's delivery signs its images. */
  public has(serviceName: string): boolean {
    return this.names.has(serviceName);
  }
}
