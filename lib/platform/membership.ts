import { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { GoldenPathError } from '../core/errors';
import { requireConstruct } from '../core/own-place';
import { Validation } from '../core/validation';
import type { Environment } from './environment';
import type { Ownership } from './ownership';
import type { Platform } from './platform';

const MEMBERSHIP = Symbol.for('golden-path/stack-context');

/** What a stack belongs to. */
export interface Membership {
  readonly platform: Platform;
  readonly environment: Environment;
  /** The owner of what the stack holds, once it is known. */
  owner?: Ownership;
}

type Member = TerraformStack & { [MEMBERSHIP]?: Membership };

/** Makes a stack one of a platform's. */
type Attach = (stack: TerraformStack, platform: Platform, environment: Environment) => Membership;

let attachment: Attach | undefined;

/** Has lib/stack do what follows when a stack becomes a platform's: this folder declares, and knows no stacks. */
export function attachBy(given: Attach): void {
  attachment = given;
}

/** Makes a stack one of a platform's, with all that follows. */
export function attach(stack: TerraformStack, platform: Platform, environment: Environment): Membership {
  return attachment!(stack, platform, environment);
}

/** Keeps on a stack what it belongs to. */
export function keepMembership(stack: TerraformStack, membership: Membership): void {
  Object.defineProperty(stack, MEMBERSHIP, { value: membership });
}

/** What a stack belongs to; nothing if it belongs to no platform. */
export function membershipOfStack(stack: TerraformStack): Membership | undefined {
  return (stack as Member)[MEMBERSHIP];
}

/** What the nearest stack belongs to. Throws `NoPlatform` if that stack belongs to no platform. */
export function membershipOf(construct: IConstruct): Membership {
  const validation = new Validation('Platform.of');
  requireConstruct(validation, 'construct', construct);
  validation.throwIfAny();
  const stack = construct.node.scopes.reverse().find((scope) => TerraformStack.isStack(scope)) as TerraformStack | undefined;
  const membership = stack && membershipOfStack(stack);
  if (membership) return membership;
  throw new GoldenPathError('NoPlatform', construct.node.path, [
    {
      path: stack ? `stack '${stack.node.id}'` : 'scope',
      got: stack ? 'a stack that belongs to no platform' : 'a scope outside of any stack',
      allowed: 'a ServiceStack, a PlatformStack, or any stack after platform.applyTo(stack, environment)',
      fix: stack ? "call platform.applyTo(stack, '<environment>') first" : 'pass a stack as the scope',
    },
  ]);
}
