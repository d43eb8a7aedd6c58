import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { checkId } from '../core/own-place';
import { listed, show } from '../core/problems';
import { snapshot } from '../core/snapshot';
import { Validation } from '../core/validation';
import { Ownership, PLATFORM } from '../platform/ownership';
import type { Platform } from '../platform/platform';
import { checkEnvironment } from './check-environment';
import { StackContext } from './stack-context';

/** The props of a PlatformStack. */
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
 * The stack for what the platform team runs in one environment. Its id is `platform-<environment>`.
 *
 * Throws `InvalidProps` if the id, the environment or the team is invalid.
 */
export class PlatformStack extends TerraformStack {
  public constructor(scope: Construct, id: string, props: PlatformStackProps) {
    const given = snapshot(props, ['platform']);
    const validation = new Validation(`PlatformStack ${show(id)}`);
    const environment = checkEnvironment(validation, given);
    const { platform, teamName = PLATFORM } = given;
    validateId(validation, id, `${PLATFORM}-${environment.name}`);
    validateTeam(validation, platform, teamName);
    validation.throwIfAny();
    super(scope, checkId('PlatformStack', scope, id));
    StackContext.attach(this, platform, environment).owner = new Ownership(platform, environment, PLATFORM, platform.team(teamName));
  }
}

function validateId(validation: Validation, id: string, expected: string): void {
  if (id !== expected) validation.add({ path: 'id', got: show(id), allowed: `'${expected}'`, fix: `name it '${expected}'` });
}

function validateTeam(validation: Validation, platform: Platform, teamName: string): void {
  const teams = platform.teams.map(({ name }) => name).sort();
  const description = `a team of the platform: ${listed(teams)}; '${PLATFORM}' where it is left out`;
  if (!validation.required('teamName', teamName, { type: 'string', enum: teams, description })) return;
  if (platform.platformTeams.includes(teamName)) return;
  validation.add({
    path: 'teamName',
    got: show(teamName),
    allowed: `a team that makes PlatformStacks: ${listed(platform.platformTeams)}`,
    fix: 'leave it out, or have the platform team add it to platformTeams of the Platform',
  });
}
