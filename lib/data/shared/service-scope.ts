import type { IConstruct } from 'constructs';
import { GoldenPathError } from '../../core/errors';
import { show } from '../../core/problems';
import { kafkaFolderOf, manifestsFolderOf, namespaceOf } from '../../platform/agreed-names';
import type { Environment } from '../../platform/environment';
import type { Platform } from '../../platform/platform';
import { StackContext } from '../../stack/stack-context';

/** The service that data belongs to, as far as its stack knows it before the service is created. */
export interface ServiceScope {
  readonly context: StackContext;
  readonly platform: Platform;
  readonly environment: Environment;
  readonly serviceName: string;
  /** The service's namespace. */
  readonly namespace: string;
  /** The folder of the service's documents in the GitOps tree. */
  readonly folder: string;
  /** The folder of the documents for Kafka's namespace, whose Application can deploy nothing else. */
  readonly kafkaFolder: string;
}

/** The service of the stack that contains a construct. Throws `NoService` if the stack has none. */
export function serviceScopeOf(construct: IConstruct): ServiceScope {
  const context = StackContext.of(construct);
  const { platform, environment, stack } = context;
  const serviceName = context.service ?? context.expectedService;
  if (serviceName === undefined) {
    throw new GoldenPathError('NoService', construct.node.path, [
      {
        path: 'scope',
        got: `the stack ${show(stack.node.id)}, which holds no service`,
        allowed: 'a stack of a service: its data goes into the namespace and the GitOps folder of that service',
        fix: `use a ServiceStack '<service>-${environment.name}', or make the MicroserviceInfra before its data`,
      },
    ]);
  }
  return {
    context,
    platform,
    environment,
    serviceName,
    namespace: namespaceOf(serviceName, environment),
    folder: manifestsFolderOf(serviceName, environment),
    kafkaFolder: kafkaFolderOf(serviceName, environment),
  };
}
