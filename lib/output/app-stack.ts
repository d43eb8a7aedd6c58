import type { TerraformStack } from 'cdktf';
import type { Problem } from '../core/problems';
import type { GuardedStack } from '../guardrails/guarded-stack';
import type { Environment } from '../platform/environment';
import type { Platform } from '../platform/platform';
import type { Manifests } from './manifests';

/** A stack of the platform as the synthesis of its app sees it. */
export interface AppStack extends GuardedStack {
  readonly stack: TerraformStack;
  readonly platform: Platform;
  readonly environment: Environment;
  /** The Kubernetes objects that the stack writes for Argo CD. */
  readonly manifests: Manifests;
  /** Adds what only the whole tree tells of. */
  prepare(): void;
  /** Puts the owner's tags on all that the stack's AWS providers make. */
  tag(): void;
  /** What stands in the way of any output. */
  conflicts(): Problem[];
}
