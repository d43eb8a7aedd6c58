import { sign, type KeyObject } from 'node:crypto';
import type { LoopbackRegistry } from './loopback-registry';

const BUNDLE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

/** What cosign attests for a signature alone. */
const SIGNATURE: Attestation = { predicateType: 'https://sigstore.dev/cosign/sign/v1', predicate: {} };

const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** An attestation before it is signed. */
export interface Attestation {
  readonly predicateType: string;
  readonly predicate: object;
}

/** An image with what is signed for it. */
export interface SignedImage {
  /** The name without registry. */
  readonly repository: string;
  readonly tag: string;
  /** What its one layer holds: other contents are another image. */
  readonly contents: string;
  readonly key: KeyObject;
  readonly attestations: readonly Attestation[];
}

/**
 * Pushes an image, its signature and its attestations, as cosign does: as bundles that refer to the image, and in the form of
 * before, at tags beside the image's own. The signer is a key: a
 * certificate of a workflow cannot be had without GitHub.
 *
 * @returns the digest
 * @see https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md
 * @see https://github.com/sigstore/cosign/blob/main/specs/ATTESTATION_SPEC.md
 * @see https://docs.sigstore.dev/about/bundle/
 */
export function pushSigned(registry: LoopbackRegistry, { attestations, contents, key, repository, tag }: SignedImage): string {
  const layer = registry.addBlob('application/vnd.oci.image.layer.v1.tar', Buffer.from(contents));
  const digest = registry.addManifest(repository, tag, [layer]);
  const beside = digest.replace(':', '-');
  const payload = Buffer.from(JSON.stringify(simpleSigning(repository, digest)));
  registry.addManifest(repository, `${beside}.sig`, [
    {
      ...registry.addBlob('application/vnd.dev.cosign.simplesigning.v1+json', payload),
      annotations: { 'dev.cosignproject.cosign/signature': sign('sha256', payload, key).toString('base64') },
    },
  ]);
  const layers = attestations.map((each) => ({
    ...registry.addBlob('application/vnd.dsse.envelope.v1+json', envelope(each, repository, digest, key)),
    annotations: { 'dev.cosignproject.cosign/signature': '', 'predicateType': each.predicateType },
  }));
  if (layers.length > 0) registry.addManifest(repository, `${beside}.att`, layers);
  const bundles = [SIGNATURE, ...attestations].map((each) => {
    const dsseEnvelope = JSON.parse(envelope(each, repository, digest, key).toString()) as object;
    const bundle = { mediaType: BUNDLE, verificationMaterial: { publicKey: { hint: '' } }, dsseEnvelope };
    return registry.addBlob(BUNDLE, Buffer.from(JSON.stringify(bundle)));
  });
  registry.addReferrers(repository, digest, BUNDLE, bundles);
  return digest;
}

function simpleSigning(reference: string, digest: string): object {
  const critical = {
    identity: { 'docker-reference': reference },
    image: { 'docker-manifest-digest': digest },
    type: 'cosign container image signature',
  };
  return { critical, optional: null };
}

/** @see https://github.com/secure-systems-lab/dsse/blob/master/protocol.md */
function envelope({ predicate, predicateType }: Attestation, name: string, digest: string, key: KeyObject): Buffer {
  const subject = [{ name, digest: { sha256: digest.slice('sha256:'.length) } }];
  const statement = Buffer.from(JSON.stringify({ _type: 'https://in-toto.io/Statement/v0.1', predicateType, subject, predicate }));
  const encoded = Buffer.concat([Buffer.from(`DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${statement.length} `), statement]);
  const signatures = [{ sig: sign('sha256', encoded, key).toString('base64') }];
  return Buffer.from(JSON.stringify({ payloadType: PAYLOAD_TYPE, payload: statement.toString('base64'), signatures }));
}
