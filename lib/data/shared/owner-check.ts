import type { IConstruct } from 'constructs';
import { GoldenPathError } from '../../core/errors';
import { show } from '../../core/problems';
import type { Problem } from '../../core/problems';
import { Preflight } from '../../output/preflight';
import { claimantOf } from '../../platform/claims';
import type { IMicroserviceInfra } from '../../service/imported-service';
import { StackContext } from '../../stack/stack-context';
import type { ServiceScope } from './service-scope';

/** A namespace is only for its own service: pods cannot read Secrets of another namespace. */
export function requireSameService(
  construct: IConstruct,
  { serviceName, namespace }: ServiceScope,
  service: IMicroserviceInfra,
  what: string,
): void {
  if (service.serviceName === serviceName) return;
  throw new GoldenPathError('InvalidRule', `connectTo at ${service.node.path}`, [
    {
      path: construct.node.path,
      got: `something of the service ${show(serviceName)}`,
      allowed: `what belongs to ${show(service.serviceName)}: ${what} lies in the namespace ${show(namespace)}, which its pods cannot read`,
      fix: `call the service instead: service.connectTo(other, { port: 8080 }), or make one for ${show(service.serviceName)}`,
    },
  ]);
}

/**
 * Write access to something that another repository owns requires that the platform assigns the name to the team, or a
 * reason. The reason can come after the connection, so the check waits for the whole app.
 */
export function requireWriteConsent(construct: IConstruct, service: IMicroserviceInfra, name: string): void {
  const { exceptions } = StackContext.of(construct);
  let isTold = false;
  Preflight.of(construct).addCheck(() => {
    if (isOwnTeams(construct, name)) return [];
    const reason = exceptions.reasonFor(construct);
    if (reason === undefined) return [foreignWrite(construct, service, name)];
    if (!isTold) exceptions.explain(construct, `${service.serviceName} writes ${name}`, reason);
    isTold = true;
    return [];
  });
}

function isOwnTeams(construct: IConstruct, name: string): boolean {
  const { owner, platform } = StackContext.of(construct);
  return owner !== undefined && claimantOf(platform.teams, 'dataNames', name)?.name === owner.team.name;
}

function foreignWrite(construct: IConstruct, { serviceName }: IMicroserviceInfra, name: string): Problem {
  return {
    path: construct.node.path,
    got: `write access of ${show(serviceName)} to ${show(name)}, which this app does not make`,
    allowed: 'Access.READ; or a name that the dataNames of the own team have; or a written reason',
    fix: "connect it with access: Access.READ, or give a reason: service.allowException(topic, 'why')",
  };
}
