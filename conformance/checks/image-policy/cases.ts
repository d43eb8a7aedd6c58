import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { ATTESTATIONS } from '../../../lib/platform/attestations';
import type { LoopbackRegistry } from '../../referees/image-policy/loopback-registry';
import { pushSigned, type Attestation } from '../../referees/image-policy/signed-image';

export const WORKFLOW = 'https://github.com/acme/workflows/.github/workflows/delivery.yml@refs/heads/main';
const OURS = 'https://github.com/acme/checkout';

/** An image, and what a policy has to say of it. */
export interface Case {
  readonly name: string;
  /** With its tag or digest, without the registry's host. */
  readonly reference: string;
  /** What an engine says of its fault, each in its own words; nothing where it has none. */
  readonly refusal?: readonly string[];
}

/** The key that the delivery workflow signs with here. */
export function deliveryKey() {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

/** Pushes one image for each way to be right or wrong. */
export function pushCases(registry: LoopbackRegistry, key: KeyObject): Case[] {
  const push = (name: string, change: Partial<Pushed>, ...refusal: string[]): Case => {
    const { attestations, repository, signer } = { attestations: attested({}), repository: 'acme/checkout', signer: key, ...change };
    const digest = pushSigned(registry, { repository, tag: name.replaceAll(' ', '-'), contents: name, key: signer, attestations });
    return { name, reference: `${repository}@${digest}`, ...(refusal.length > 0 && { refusal }) };
  };
  const without = (name: keyof typeof ATTESTATIONS): Attestation[] =>
    attested({}).filter(({ predicateType }) => predicateType !== ATTESTATIONS[name]);
  const [builder, source] = [
    ['builder.id: conflicting', 'built by another'],
    ['workflow.repository: conflicting', 'from another repository'],
  ];
  return [
    push('ours', {}),
    push('ours below the name', { repository: 'acme/checkout/worker' }),
    push('called otherwise', { repository: 'acme/shop', attestations: attested({ repository: 'https://github.com/acme/storefront' }) }),
    push('listed exception', { repository: 'vendor/proxy', attestations: [], signer: deliveryKey().privateKey }),
    push('another key', { signer: deliveryKey().privateKey }, 'no matching attestations', 'no signature of'),
    push('no attestation', { attestations: [] }, 'no matching attestations', 'no provenance of'),
    push('no provenance', { attestations: without('provenance') }, `with type ${ATTESTATIONS.provenance}`, 'no provenance of'),
    push('no sbom', { attestations: without('sbom') }, `with type ${ATTESTATIONS.sbom}`, 'no sbom of'),
    push('no scan', { attestations: without('scan') }, `with type ${ATTESTATIONS.scan}`, 'no scan of'),
    push('another builder', { attestations: attested({ builder: WORKFLOW.replace('delivery', 'own') }) }, ...builder),
    push('another version of the builder', { attestations: attested({ builder: WORKFLOW.replace('main', 'next') }) }, ...builder),
    push('another repository', { attestations: attested({ repository: 'https://github.com/acme/other' }) }, ...source),
    push('a repository that begins alike', { attestations: attested({ repository: `${OURS}-2` }) }, ...source),
    push('of nobody we know', { repository: 'vendor/other' }, 'uncovered by policy', 'is neither from'),
    { name: 'by its tag', reference: 'acme/checkout:ours', refusal: ['uncovered by policy', 'does not have a digest'] },
  ];
}

interface Pushed {
  readonly repository: string;
  readonly signer: KeyObject;
  readonly attestations: readonly Attestation[];
}

/** What the delivery workflow attests; the provenance as GitHub writes it. */
function attested({ builder = WORKFLOW, repository = OURS }: { readonly builder?: string; readonly repository?: string }): Attestation[] {
  const workflow = { ref: 'refs/heads/main', repository, path: '.github/workflows/delivery.yml' };
  const provenance = {
    buildDefinition: {
      buildType: 'https://actions.github.io/buildtypes/workflow/v1',
      externalParameters: { workflow },
      internalParameters: { github: { event_name: 'push' } },
      resolvedDependencies: [],
    },
    runDetails: { builder: { id: builder }, metadata: { invocationId: `${repository}/actions/runs/1/attempts/1` } },
  };
  const predicates = { provenance, sbom: { spdxVersion: 'SPDX-2.3' }, scan: { scanner: { result: {} } } };
  return Object.entries(ATTESTATIONS).map(([name, predicateType]) => ({
    predicateType,
    predicate: predicates[name as keyof typeof ATTESTATIONS],
  }));
}
