import { MicroserviceInfra, Peer, Platform, ServiceStack, StateBackend } from '@golden-path/constructs';
import type { App } from 'cdktf';
import { ENVIRONMENTS, ORGANIZATION, PORT, servicesOf, STATE, WHY } from './estate';

// What these load is measured by itself, as the import.
export const USED = [MicroserviceInfra, Peer, Platform, ServiceStack, StateBackend];

/** The estate by means of the library. */
export function addServices(app: App, count: number): void {
  const backend = StateBackend.s3(STATE);
  const platform = new Platform({ ...ORGANIZATION, environments: ENVIRONMENTS.map((environment) => ({ ...environment, backend })) });
  for (const { name, team, replicas, autoscaled, bucket, caller } of servicesOf(count)) {
    for (const { name: environment } of platform.environments) {
      const stack = new ServiceStack(app, `${name}-${environment}`, { platform, environment });
      const service = new MicroserviceInfra(stack, 'Infra', {
        serviceName: name,
        teamName: team,
        replicaCount: replicas,
        enableHpa: autoscaled,
      });
      service.grant(['s3:GetObject'], [`${bucket}/*`]);
      if (caller) service.allowFrom(Peer.service(caller), PORT, WHY);
    }
  }
}
