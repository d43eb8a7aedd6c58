import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { strangeCharacter } from '../core/characters';
import { breach, nearest } from '../core/limits';
import { checkId } from '../core/own-place';
import { show } from '../core/problems';
import { snapshot } from '../core/snapshot';
import { Validation } from '../core/validation';
import { PLATFORM, RESERVED_SERVICE_NAMES } from '../platform/ownership';
import type { Platform } from '../platform/platform';
import { SERVICE_NAME } from '../platform/service-name';
import { checkEnvironment } from './check-environment';
import { StackContext } from './stack-context';

const NAME = new RegExp(SERVICE_NAME.pattern);

/** The props of a ServiceStack. */
export interface ServiceStackProps {
  /** The platform. */
  readonly platform: Platform;
  /** The name of one of the platform's environments. */
  readonly environment: string;
}

/**
 * The stack of one service in one environment. It sets the providers, the backend and the required versions, and checks
 * the output.
 *
 * Its id is `<service>-<environment>`. It must be unique in the app, because it is the name of the output folder and
 * part of the key of the state.
 *
 * Throws `InvalidProps` if the id or the environment is invalid.
 */
export class ServiceStack extends TerraformStack {
  public constructor(scope: Construct, id: string, props: ServiceStackProps) {
    const given = snapshot(props, ['platform']);
    const validation = new Validation(`ServiceStack ${show(id)}`);
    const environment = checkEnvironment(validation, given);
    const service = serviceOf(validation, id, given.platform, environment.name);
    super(scope, checkId('ServiceStack', scope, id));
    StackContext.attach(this, given.platform, environment).expectedService = service;
  }
}

/** The part of the id that names the service, checked before CDKTF sees the id. */
function serviceOf(validation: Validation, id: string, { environments }: Platform, environment: string): string {
  const suffix = `-${environment}`;
  const service = typeof id === 'string' && id.endsWith(suffix) ? id.slice(0, -suffix.length) : '';
  if (RESERVED_SERVICE_NAMES.includes(service) || !NAME.test(service)) {
    const fix = fixFor(
      id,
      suffix,
      environments.map(({ name }) => name),
    );
    validation.add({ path: 'id', got: show(id), allowed: `<service>${suffix}, the service's name as in serviceName`, fix });
  }
  validation.throwIfAny();
  return service;
}

function fixFor(id: unknown, suffix: string, environments: string[]): string {
  if (typeof id !== 'string') return `name it '<service>${suffix}'`;
  if (id === `${PLATFORM}${suffix}`) return 'use PlatformStack for it, or rename the service';
  const other = environments.find((name) => `-${name}` !== suffix && id.endsWith(`-${name}`));
  if (other) return `pass environment: '${other}', or name it '${id.slice(0, -other.length - 1)}${suffix}'`;
  const name = id.endsWith(suffix) ? id.slice(0, -suffix.length) : id;
  if (name === '' || environments.includes(name)) return `name it '<service>${suffix}'`;
  if (RESERVED_SERVICE_NAMES.includes(name)) return `rename the service: ${show(name)} is a name of the platform itself`;
  return fixForName(name, suffix);
}

/** The id that was meant, or which character or length of the service's name is wrong. */
function fixForName(name: string, suffix: string): string {
  const problem = breach('id', name, SERVICE_NAME);
  if (!problem) return `name it '${name}${suffix}'`;
  const meant = nearest(name, SERVICE_NAME);
  if (meant === undefined || RESERVED_SERVICE_NAMES.includes(meant)) {
    return `name it '<service>${suffix}'; the service's name is ${show(name)}: ${problem.fix}`;
  }
  const strange = strangeCharacter(name);
  const why = strange === undefined ? '' : `: ${strange.name} at position ${strange.position} is not ASCII`;
  return `name it '${meant.endsWith(suffix) ? meant : `${meant}${suffix}`}'${why}`;
}
