import type { Json } from '../../core/json';
import type { ManifestProps } from '../../output/manifests';
import { ATTESTATIONS } from '../../platform/attestations';
import { prefixOf } from '../../platform/image-rules';
import type { Trust } from './trust';
import { annotationsOf } from './trust';

/** What has pods, and pods themselves with the containers that someone adds to debug them. */
const RESOURCES = [
  rule('', 'v1', 'pods', 'pods/ephemeralcontainers'),
  rule('apps', 'v1', 'deployments', 'statefulsets'),
  rule('batch', 'v1', 'cronjobs', 'jobs'),
];

/**
 * A change of a pod that runs other images: any other, such as the end of a Job, must not fail for an image from before. What is
 * new has no old object for the API server, and an empty one for Kyverno.
 */
const IMAGES_CHANGE = [
  'oldObject == null',
  '!has(oldObject.spec)',
  "object.kind != 'Pod'",
  ...['containers', 'initContainers', 'ephemeralContainers'].map((list) => `${imagesOf('object', list)} != ${imagesOf('oldObject', list)}`),
].join(' || ');

const REFERENCES = 'variables.references';

/**
 * One policy for every service: the repository follows from the image's name by a rule, so that the policy is as long for three
 * hundred services as for one, and each pod is checked against one policy. What is not called like its repository is data.
 *
 * It lists the kinds itself: with `pods/ephemeralcontainers` Kyverno derives no rules for controllers.
 *
 * @see https://kyverno.io/docs/policy-types/image-validating-policy/
 */
export function kyvernoPolicy(trust: Trust): ManifestProps {
  const { isEnforced, issuer, label, workflows } = trust;
  return {
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'ImageValidatingPolicy',
    metadata: { name: 'signed-images', ...annotationsOf(trust) },
    spec: {
      validationActions: [isEnforced ? 'Deny' : 'Audit'],
      // What cannot be verified is not verified; an audit never stands in the way.
      failurePolicy: isEnforced ? 'Fail' : 'Ignore',
      webhookConfiguration: { timeoutSeconds: 30 },
      matchConstraints: {
        namespaceSelector: { matchExpressions: [{ key: label, operator: 'Exists' }] },
        resourceRules: RESOURCES,
      },
      matchConditions: [{ name: 'images-change', expression: IMAGES_CHANGE }],
      matchImageReferences: [matched(trust)],
      // A tag is refused and never replaced: what runs is what the GitOps repository says.
      validationConfigurations: { mutateDigest: false, verifyDigest: true, required: true },
      attestors: workflows.map((subject, index) => ({
        name: attestor(index),
        cosign: { keyless: { identities: [{ issuer, subject }] } },
      })),
      attestations: Object.entries(ATTESTATIONS).map(([name, type]) => ({ name, intoto: { type } })),
      variables: [
        { name: 'references', expression: 'images.containers + images.initContainers + images.ephemeralContainers' },
        { name: 'repositories', expression: mapOf(trust.repositories) },
      ],
      validations: validations(trust),
    },
  };
}

/** Each one is checked if those before it hold. */
function validations({ owner, prefix, workflows }: Trust): Json[] {
  const signers = `[${workflows.map((_, index) => `attestors.${attestor(index)}`).join(', ')}]`;
  const provenance = 'extractPayload(image, attestations.provenance).predicate';
  const name = ['/', ':', '@'].reduce((rest, end) => `${rest}.split(${text(end)})[0]`, `image.substring(${prefix.length})`);
  const repository = `${name} in variables.repositories ? variables.repositories[${name}] : ${text(owner)} + ${name}`;
  return [
    forAll(`image.startsWith(${text(prefix)})`, `an image is neither from ${prefix} nor listed as an exception`),
    forAll(`verifyImageSignatures(image, ${signers}) > 0`, 'an image has no signature of the delivery workflow'),
    ...Object.keys(ATTESTATIONS).map((each) =>
      forAll(
        `verifyAttestationSignatures(image, attestations.${each}, ${signers}) > 0`,
        `an image has no ${each} of the delivery workflow`,
      ),
    ),
    forAll(
      `${provenance}.runDetails.builder.id in [${workflows.map(text).join(', ')}]`,
      'an image was built by another workflow than the delivery workflow',
    ),
    forAll(
      `${provenance}.buildDefinition.externalParameters.workflow.repository == (${repository})`,
      'an image was built from another repository than its own',
    ),
  ];
}

/** Each version is an attestor of its own: cosign refuses a second identity when it verifies bundles. One of them is enough. */
function attestor(index: number): string {
  return `delivery${index + 1}`;
}

function forAll(expression: string, message: string): Json {
  return { expression: `${REFERENCES}.all(image, ${expression})`, message };
}

/** Every image but the exceptions: what no other rule knows must not run. */
function matched({ exceptions }: Trust): Json {
  if (exceptions.length === 0) return { glob: '*' };
  const tests = exceptions.map((each) => {
    const prefix = prefixOf(each);
    return prefix === undefined ? `ref == ${text(each.image)}` : `ref.startsWith(${text(prefix)})`;
  });
  return { expression: `!(${tests.join(' || ')})` };
}

function imagesOf(object: string, list: string): string {
  return `${object}.spec.?${list}.orValue([]).map(c, c.image)`;
}

function mapOf(texts: Readonly<Record<string, string>>): string {
  return `{${Object.entries(texts)
    .map(([key, value]) => `${text(key)}: ${text(value)}`)
    .join(', ')}}`;
}

/** A text of CEL. What comes here has neither quotes nor backslashes. */
function text(value: string): string {
  return `'${value}'`;
}

function rule(group: string, version: string, ...resources: string[]): Json {
  return { apiGroups: [group], apiVersions: [version], operations: ['CREATE', 'UPDATE'], resources };
}
