import type { IConstruct } from 'constructs';
import { PerApp } from '../../core/per-app';

/** Whom the cluster of an environment trusts. */
interface Trusted {
  /** The path of the ImagePolicy. */
  readonly by: string;
  /** The workflows at their versions, as certificates name them. */
  readonly workflows: readonly string[];
}

/** The workflows that the image policies of an app trust; other repositories have the services, or the policies. */
export class TrustedWorkflows {
  private static readonly perApp = new PerApp(() => new TrustedWorkflows());

  /** Those of the app that a construct belongs to. */
  public static of(construct: IConstruct): TrustedWorkflows {
    return TrustedWorkflows.perApp.of(construct);
  }

  private readonly trusted = new Map<string, Trusted>();

  private constructor() {}

  public set(environment: string, trusted: Trusted): void {
    this.trusted.set(environment, trusted);
  }

  /** Those of an environment; nothing if its policy is in another app. */
  public in(environment: string): Trusted | undefined {
    return this.trusted.get(environment);
  }
}
