import type { Json } from '../../core/json';
import type { ManifestProps } from '../../output/manifests';
import { ATTESTATIONS } from '../../platform/attestations';
import { prefixOf } from '../../platform/image-rules';
import type { ImageException } from '../../platform/image-rules';
import type { Trust } from './trust';
import { annotationsOf, repositoryOf } from './trust';

/** The public instance of Sigstore. policy-controller reads no attestation of an authority that does not name it. */
const FULCIO = 'https://fulcio.sigstore.dev';
const REKOR = 'https://rekor.sigstore.dev';

/** The host of Docker Hub, as policy-controller writes it out before it compares. */
const DOCKER_HUB = 'index.docker.io';

/**
 * One policy for each image name. A policy cannot see which image it judges, only which pattern matched: one for all of them
 * would accept the image of one service at the name of another.
 *
 * policy-controller keeps all policies in one ConfigMap, which has room for 1 MiB: some 600 of these.
 *
 * @see https://docs.sigstore.dev/policy-controller/overview/
 */
export function imagePolicy(trust: Trust, image: string): ManifestProps {
  const { issuer, prefix, workflows } = trust;
  const name = `${prefix}${image}`;
  return policy(trust, `signed-${image.replace(/_/g, '-')}`, {
    // An image by its tag alone matches no policy.
    images: [{ glob: `${name}@**` }, { glob: `${name}/**` }],
    // One of them is enough. Each version is an authority of its own: cosign refuses a second identity when it verifies bundles.
    authorities: workflows.map((subject, index) => ({
      name: `delivery${index + 1}`,
      signatureFormat: 'bundle',
      keyless: { url: FULCIO, identities: [{ issuer, subject }] },
      ctlog: { url: REKOR },
      attestations: Object.entries(ATTESTATIONS).map(([each, predicateType]) => ({
        name: each,
        predicateType,
        ...(each === 'provenance' && { policy: { type: 'cue', data: provenanceOf(trust, image, subject) } }),
      })),
    })),
  });
}

/** The policy that lets the exceptions pass; nothing where there are none. */
export function exceptionPolicies(trust: Trust): ManifestProps[] {
  const { exceptions } = trust;
  if (exceptions.length === 0) return [];
  const images = exceptions.flatMap(globsOf).map((glob) => ({ glob }));
  const authorities = [{ name: 'listed', static: { action: 'pass' } }];
  const listing = policy(trust, 'image-exceptions', { images, authorities });
  return [{ ...listing, metadata: { ...listing.metadata, ...annotationsOf(trust) } }];
}

const API = 'policy.sigstore.dev/v1beta1';
const KIND = 'ClusterImagePolicy';

function policy({ isEnforced }: Trust, name: string, spec: Json): ManifestProps {
  return { apiVersion: API, kind: KIND, metadata: { name }, spec: { mode: isEnforced ? 'enforce' : 'warn', ...spec } };
}

/**
 * What the provenance has to say, in CUE.
 *
 * @see https://github.com/actions/toolkit/blob/main/packages/attest/src/provenance.ts
 */
function provenanceOf(trust: Trust, image: string, workflow: string): string {
  return `predicateType: "${ATTESTATIONS.provenance}"
predicate: runDetails: builder: id: "${workflow}"
predicate: buildDefinition: externalParameters: workflow: repository: "${repositoryOf(trust, image)}"
`;
}

/** policy-controller gives every image its digest before it compares, and Docker Hub's their host. */
function globsOf(exception: ImageException): string[] {
  const prefix = prefixOf(exception);
  const globs = prefix === undefined ? [exception.image, `${exception.image}@**`] : [`${prefix}**`];
  return globs.flatMap((glob) => [glob, ...atDockerHub(glob)]);
}

function atDockerHub(glob: string): string[] {
  const [host, ...rest] = glob.split('/');
  if (rest.length > 0 && host === 'docker.io') return [`${DOCKER_HUB}/${rest.join('/')}`];
  if (rest.length > 0 && (/[.:]/.test(host) || host === 'localhost')) return [];
  return [`${DOCKER_HUB}/${rest.length === 0 ? 'library/' : ''}${glob}`];
}
