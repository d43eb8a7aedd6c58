import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { show } from '../core/problems';
import { Validation } from '../core/validation';
import type { Platform } from './platform';
import { StackContext } from './stack-context';

/** Which platform and environment a stack of the platform team belongs to. */
export interface PlatformStackProps {
  /** The platform. */
  readonly platform: Platform;
  /** The name of one of the platform's environments. */
  readonly environment: string;
  /**
   * The team that owns it, one of the platform's teams.
   *
   * @default 'platform'
   */
  readonly teamName?: string;
}

/**
 * What the platform team itself runs in one environment. Its id is `platform-<environment>`.
 *
 * Throws `InvalidProps` where the id, the environment or the team is not sound.
 */
export class PlatformStack extends TerraformStack {
  public constructor(scope: Construct, id: string, props: PlatformStackProps) {
    const environment = props.platform.environment(props.environment);
    const team = props.platform.team(props.teamName ?? 'platform');
    validateId(id, `platform-${environment.name}`);
    super(scope, id);
    const context = StackContext.attach(this, props.platform, environment);
    context.own({ platform: props.platform, environment, name: 'platform', team });
  }
}

function validateId(id: string, expected: string): void {
  const validation = new Validation(`PlatformStack ${show(id)}`);
  if (id !== expected) validation.add({ path: 'id', got: show(id), allowed: `'${expected}'`, fix: `name it '${expected}'` });
  validation.throwIfAny();
}
