import { show } from '../../core/problems';
import type { Validation } from '../../core/validation';
import type { Environment } from '../../platform/environment';
import type { GitOpsAppProps } from '../props/gitops-app-props';
import { Routing } from '../props/gitops-app-props';
import type { AppRoute } from '../props/route-props';
import { objectsOf } from './objects';

/** A route and where it is. */
interface Placed {
  readonly at: string;
  readonly route: AppRoute;
}

/**
 * Checks that cert-manager does not write over the Secret of a certificate that a team has made: it makes one for each Secret of
 * an Ingress.
 */
export function validateCertificates(validation: Validation, props: GitOpsAppProps, { certificateIssuer }: Environment): void {
  const { host, plainHttpReason, routing = Routing.INGRESS, tlsSecretName } = props;
  if (certificateIssuer === undefined || plainHttpReason !== undefined || routing !== Routing.INGRESS) return;
  const own = host === undefined ? [] : [{ at: 'tlsSecretName', route: { host, tlsSecretName } }];
  const further = objectsOf(props.routes).map((route, index): Placed => ({ at: `routes[${index}].tlsSecretName`, route }));
  const all: Placed[] = [...own, ...further];
  for (const { at, route } of all.filter(({ route: { tlsSecretName: secret } }) => secret !== undefined)) {
    const issued = all.find((other) => other.route.ingressName === route.ingressName && !hasSecret(all, other.route));
    if (!issued) continue;
    const other = `${show(issued.route.host)}, which gets its certificate from ${certificateIssuer}`;
    const allowed = `no Secret of your own in one Ingress with ${other}`;
    const fix = 'give the route an ingressName of its own, or remove tlsSecretName';
    validation.add({ path: at, got: show(route.tlsSecretName), allowed, fix });
  }
}

/** Whether its host has a Secret, which any route of the host may name. */
function hasSecret(all: readonly Placed[], { host, ingressName }: AppRoute): boolean {
  return all.some(({ route }) => route.host === host && route.ingressName === ingressName && route.tlsSecretName !== undefined);
}
