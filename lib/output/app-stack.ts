import type { TerraformStack } from 'cdktf';
import type { Problem } from '../core/problems';
import type { Exceptions } from '../guardrails/exceptions';
import type { Expectation } from '../guardrails/expectations';
import type { StackSettings } from '../guardrails/model/app-model';
import type { Environment } from '../platform/environment';
import type { Ownership } from '../platform/ownership';
import type { Platform } from '../platform/platform';
import type { Manifests } from './manifests';

/** A stack of the platform as the synthesis of its app sees it. */
export interface AppStack {
  readonly stack: TerraformStack;
  readonly platform: Platform;
  readonly environment: Environment;
  /** The service that the stack holds. */
  readonly service?: string;
  /** The owner of what is in the stack, once it is known. */
  readonly owner?: Ownership;
  /** The names in AWS of the data of the service. */
  readonly dataNames: string[];
  /** The names of the buckets that the library made in it. */
  readonly bucketNames: string[];
  /** What is promised of what the library made in it. */
  readonly expectations: Expectation[];
  /** What was given a reason. */
  readonly exceptions: Exceptions;
  /** The Kubernetes objects that the stack writes for Argo CD. */
  readonly manifests: Manifests;
  /** What the settings of Terraform have to be. */
  readonly settings: StackSettings;
  /** Adds what only the whole tree tells of. */
  prepare(): void;
  /** Puts the owner's tags on all that the stack's AWS providers make. */
  tag(): void;
  /** What is in the way of any output. */
  conflicts(): Problem[];
}
