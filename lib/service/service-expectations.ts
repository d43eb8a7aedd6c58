import type { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { expectation } from '../guardrails/expectations';
import type { Expectation } from '../guardrails/expectations';
import { SERVICE_GUARDRAILS } from '../guardrails/rows/own';
import { IDENTITY_GUARDRAILS } from '../guardrails/rows/own-identity';
import { roleArnOf, subjectOf, trustPolicy } from './identity';
import type { MicroserviceInfra } from './microservice-infra';
import type { ServiceSettings } from './settings';

const { defaultDeny: denied, namespaceKept, namespaceName, owned, roleName, roleTrust, serviceAccountName, tagged } = SERVICE_GUARDRAILS;

/** What must hold in the output of a service, even after aspects, overrides and changed children. */
export function serviceExpectations(service: MicroserviceInfra, settings: ServiceSettings): Expectation[] {
  const { namespace, defaultDeny, role, serviceAccount, podIdentity, autoscaler, disruptionBudget, limits, quota } = service;
  const objects = [namespace, defaultDeny, serviceAccount, autoscaler, disruptionBudget, limits, quota];
  const { environment } = settings.ownership;
  const own = { namespace: service.namespaceName, service_account: service.serviceAccountName };
  const roleArn = roleArnOf(environment, service.roleName);
  return [
    expectation(namespace, namespaceName, { name: service.namespaceName }),
    ...(environment.production ? [expectation(namespace, namespaceKept)] : []),
    expectation(defaultDeny, denied, { namespace: service.namespaceName }),
    expectation(serviceAccount, serviceAccountName, { name: service.serviceAccountName }),
    expectation(serviceAccount, IDENTITY_GUARDRAILS.roleAnnotation, { role: roleArn }),
    ...(podIdentity
      ? [expectation(podIdentity, IDENTITY_GUARDRAILS.podIdentity, { ...own, cluster_name: environment.clusterName, role: roleArn })]
      : []),
    expectation(role, roleTrust, { trust: trustPolicy(subjectOf(settings)) }),
    expectation(role, roleName, { name: service.roleName }),
    ...[role, podIdentity].flatMap((element) => (element ? [expectation(element, tagged)] : [])),
    ...objects.flatMap((element) => (element ? [expectation(element, owned)] : [])),
  ];
}

/** What must hold for a policy that allows something. */
export function ownedPolicy(policy: NetworkPolicyV1): Expectation {
  return expectation(policy, owned);
}
