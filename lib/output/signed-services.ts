import type { IConstruct } from 'constructs';
import { PerApp } from '../core/per-app';

/** What a service's delivery builds. */
export interface SignedImage {
  /** The path of the construct that delivers it. */
  readonly by: string;
  /** Its name, if one was given. */
  readonly image?: string;
  /** The reusable workflow that signs it, if one was given. */
  readonly workflow?: string;
  /** The version of that, if one was given. */
  readonly workflowRef?: string;
}

/** The services of an app whose delivery signs and attests what it builds, and writes it into the GitOps repository by digest. */
export class SignedServices {
  private static readonly perApp = new PerApp(() => new SignedServices());

  /** Those of the app that a construct belongs to. */
  public static of(construct: IConstruct): SignedServices {
    return SignedServices.perApp.of(construct);
  }

  private readonly images = new Map<string, SignedImage[]>();

  private constructor() {}

  /** Says that a service's delivery signs its images. The stacks of a service may say it each. */
  public add(serviceName: string, image: SignedImage): void {
    this.images.set(serviceName, [...(this.images.get(serviceName) ?? []), image]);
  }

  /** Whether a service's delivery signs its images. */
  public has(serviceName: string): boolean {
    return this.images.has(serviceName);
  }

  /**
   * What the delivery of a service builds, with each setting that one of its stacks gives; nothing if there is no delivery. Stacks that
   * contradict each other are refused elsewhere.
   */
  public imageOf(serviceName: string): SignedImage | undefined {
    const images = this.images.get(serviceName) ?? [];
    if (images.length === 0) return undefined;
    const given = <Name extends keyof SignedImage>(name: Name) => images.map((each) => each[name]).find((each) => each !== undefined);
    const { by } = images.find(({ image }) => image !== undefined) ?? images[0];
    return { by, image: given('image'), workflow: given('workflow'), workflowRef: given('workflowRef') };
  }
}
