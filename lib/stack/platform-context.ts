import type { IConstruct } from 'constructs';
import { show } from '../core/problems';
import { Validation } from '../core/validation';
import { PLATFORM } from '../platform/ownership';
import { StackContext } from './stack-context';

/** The context of a construct that serves every team. Throws `InvalidProps` outside of a PlatformStack. */
export function platformContext(construct: IConstruct, kind: string): StackContext {
  const context = StackContext.of(construct);
  const { environment, owner, stack } = context;
  if (owner?.name === PLATFORM) return context;
  const validation = new Validation(`${kind} at ${construct.node.path}`);
  validation.add({
    path: 'scope',
    got: `the stack ${show(stack.node.id)}`,
    allowed: 'a PlatformStack: what serves every team belongs to none of them',
    fix: `new PlatformStack(app, 'platform-${environment.name}', { platform, environment: '${environment.name}' })`,
  });
  validation.throwIfAny();
  return context;
}
