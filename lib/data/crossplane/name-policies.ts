import type { ManifestProps } from '../../output/manifests';
import type { Platform } from '../../platform/platform';
import { celText } from './data-api';
import type { DataApi } from './data-api';
import { PLATFORM_KEYS } from './owner-keys';

const API = 'admissionregistration.k8s.io/v1';

/** The subject of a policy: the objects, their name, and the team that they are for. */
interface NamedObjects {
  readonly policy: string;
  readonly apiGroup: string;
  readonly resources: readonly string[];
  /** A description of one object. */
  readonly noun: string;
  /** The name that can be reserved for a team, in CEL. */
  readonly name: string;
  /** The labels with the owner of an object, in CEL. */
  readonly labels: string;
}

/**
 * Makes the API server check that requests for data use no name that is reserved for another team, because requests
 * that are written by hand do not pass our checks. The rules of a definition cannot read the namespace, whose label
 * names the owner.
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

/** Terraform creates the namespaces of services, and Argo CD cannot, so no team writes this label itself. */
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

/** All topics are in one namespace, so only the label of a topic names its owner. */
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

/** Existing objects are kept: only new ones are checked. */
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

/** Whether the name matches a pattern, in CEL. */
function isMeantIn(pattern: string): string {
  return pattern.endsWith('*')
    ? `variables.name.startsWith(${celText(pattern.slice(0, -1))})`
    : `variables.name == ${celText(pattern)}`;
}
