import type { ManifestProps } from '../../output/manifests';
import type { Platform } from '../../platform/platform';
import { celText } from './data-api';
import type { DataApi } from './data-api';
import { PLATFORM_KEYS } from './owner-keys';

const API = 'admissionregistration.k8s.io/v1';

/** What a policy is about: objects, the name of one, and the team that it is made for. */
interface NamedObjects {
  readonly policy: string;
  readonly apiGroup: string;
  readonly resources: readonly string[];
  /** What one is, in words. */
  readonly noun: string;
  /** The name that a team may have alone, in CEL. */
  readonly name: string;
  /** The labels that say whose an object is, in CEL. */
  readonly labels: string;
}

/**
 * Has the API server hold requests for data to the names that teams have alone: what somebody writes by hand passes no
 * check of ours. A definition's own rules see nothing of the namespace, whose label says whose it is.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export function namePolicies(platform: Platform, apis: readonly DataApi[]): ManifestProps[] {
  if (platform.teams.every(({ dataNames }) => dataNames.length === 0)) return [];
  return [requests(platform, apis), topics(platform)].flatMap((objects) => [
    policyOf(platform, objects),
    {
      apiVersion: API,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: objects.policy },
      spec: { policyName: objects.policy, validationActions: ['Deny'] },
    },
  ]);
}

/** Terraform makes the namespaces of services, and Argo CD may not: no team writes this label itself. */
function requests({ domain }: Platform, apis: readonly DataApi[]): NamedObjects {
  return {
    policy: `data-names.${domain}`,
    apiGroup: domain,
    resources: apis.map(({ plural }) => plural).sort(),
    noun: 'a request in a namespace of another team',
    name: 'object.metadata.name',
    labels: 'namespaceObject.metadata',
  };
}

/** All topics lie in one namespace; of a topic only its own label says whose it is. */
function topics({ domain }: Platform): NamedObjects {
  return {
    policy: `topic-names.${domain}`,
    apiGroup: 'kafka.strimzi.io',
    resources: ['kafkatopics'],
    noun: 'a topic with the label of another team',
    name: 'has(object.spec) && has(object.spec.topicName) ? object.spec.topicName : object.metadata.name',
    labels: 'object.metadata',
  };
}

/** What there is already stays: only what is new is held to the names. */
function policyOf({ domain, teams }: Platform, objects: NamedObjects): ManifestProps {
  const { apiGroup, labels, name, noun, policy, resources } = objects;
  const key = celText(PLATFORM_KEYS(domain).team);
  const claims = teams.filter(({ dataNames }) => dataNames.length > 0);
  return {
    apiVersion: API,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: policy },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        matchPolicy: 'Equivalent',
        resourceRules: [
          { apiGroups: [apiGroup], apiVersions: ['*'], operations: ['CREATE'], resources: [...resources], scope: 'Namespaced' },
        ],
      },
      variables: [
        { name: 'name', expression: name },
        { name: 'team', expression: `has(${labels}.labels) && ${key} in ${labels}.labels ? ${labels}.labels[${key}] : ''` },
      ],
      validations: claims.map((team) => ({
        expression: `variables.team == ${celText(team.name)} || !(${team.dataNames.map(isMeantIn).join(' || ')})`,
        message: `${team.dataNames.join(', ')}: the platform gives these names to the team ${team.name}, and this is ${noun}; rename it`,
        reason: 'Forbidden',
      })),
    },
  };
}

/** Whether the name is what a pattern means, in CEL. */
function isMeantIn(pattern: string): string {
  return pattern.endsWith('*')
    ? `variables.name.startsWith(${celText(pattern.slice(0, -1))})`
    : `variables.name == ${celText(pattern)}`;
}
