import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { show } from '../core/problems';
import { Validation } from '../core/validation';
import type { Platform } from './platform';
import { SERVICE_NAME } from './service-name';
import { StackContext } from './stack-context';

/** Which platform and environment a stack belongs to. */
export interface ServiceStackProps {
  /** The platform. */
  readonly platform: Platform;
  /** The name of one of the platform's environments. */
  readonly environment: string;
}

/**
 * One service in one environment: providers, backend and required versions are set, and what is synthesised is checked.
 *
 * Its id is `<service>-<environment>`, unique in the app, since it names the output folder and the state.
 *
 * Throws `InvalidProps` where the id or the environment is not sound.
 */
export class ServiceStack extends TerraformStack {
  public constructor(scope: Construct, id: string, props: ServiceStackProps) {
    const service = serviceOf(id, props);
    super(scope, id);
    StackContext.attach(this, props.platform, props.platform.environment(props.environment)).expectedService = service;
  }
}

/** The part of the id that names the service, checked before CDKTF sees the id. */
function serviceOf(id: string, { platform, environment }: ServiceStackProps): string {
  const suffix = `-${platform.environment(environment).name}`;
  const service = id.endsWith(suffix) ? id.slice(0, -suffix.length) : '';
  const validation = new Validation(`ServiceStack ${show(id)}`);
  if (service === '' || service === 'platform' || !new RegExp(SERVICE_NAME.pattern).test(service)) {
    const fix = service === 'platform' ? 'use PlatformStack for it, or rename the service' : `name it '<service>${suffix}'`;
    validation.add({ path: 'id', got: show(id), allowed: `<service>${suffix}, the service's name as in serviceName`, fix });
  }
  validation.throwIfAny();
  return service;
}
