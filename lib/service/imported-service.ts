import { Construct } from 'constructs';
import { evaluateText } from '../core/formula';
import { checkId } from '../core/own-place';
import { readOnlyList } from '../core/read-only';
import { Validation } from '../core/validation';
import { SERVICE_NAME } from '../platform/service-name';
import { StackContext } from '../stack/stack-context';
import { ConnectOption } from './connection';
import type { ConnectOptions, Connection, IConnectable } from './connection';
import { NAMESPACE, ROLE_NAME } from './derived-names';
import { roleArnOf } from './identity';
import { References } from './references';
import { serviceConnection } from './service-connection';

/** A service in one environment, created here or imported, with the names that others use to refer to it. */
export interface IMicroserviceInfra extends IConnectable {
  /** The service's name. */
  readonly serviceName: string;
  /** The name of its environment. */
  readonly environmentName: string;
  /** The name of its namespace. */
  readonly namespaceName: string;
  /** The name of its service account. */
  readonly serviceAccountName: string;
  /** The name of its IAM role. */
  readonly roleName: string;
  /** The ARN of its IAM role, as text. */
  readonly roleArn: string;
}

/** A service that another repository owns: nothing is created for it here. */
export class ImportedService extends Construct implements IMicroserviceInfra {
  public readonly connectOptions?: ConnectOption[] = readOnlyList([ConnectOption.PORT]);
  public readonly serviceName: string;
  public readonly environmentName: string;
  public readonly namespaceName: string;
  public readonly serviceAccountName: string;
  public readonly roleName: string;
  public readonly roleArn: string;

  public constructor(scope: Construct, id: string, serviceName: string) {
    super(scope, checkId('MicroserviceInfra.fromServiceName', scope, id));
    const validation = new Validation(`fromServiceName at ${this.node.path}`);
    validation.required('serviceName', serviceName, SERVICE_NAME);
    validation.throwIfAny();
    const { environment, platform } = StackContext.of(this);
    References.of(this).add({ path: this.node.path, environmentName: environment.name, serviceName, platform });
    const names = { serviceName, environment: environment.name };
    this.serviceName = serviceName;
    this.environmentName = environment.name;
    this.namespaceName = evaluateText(NAMESPACE, names);
    this.serviceAccountName = serviceName;
    this.roleName = evaluateText(ROLE_NAME, names);
    this.roleArn = roleArnOf(environment, this.roleName);
  }

  public connectionFor(service: IMicroserviceInfra, options: ConnectOptions): Connection {
    return serviceConnection(service, this, options);
  }
}
