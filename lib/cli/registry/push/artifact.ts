import { createHash } from 'node:crypto';
import { zipOf } from './zip';

/** A version of a module as an OCI registry keeps it. */
export interface Artifact {
  readonly manifest: Buffer;
  /** The digest of the manifest. */
  readonly digest: string;
  readonly blobs: readonly Blob[];
}

/** A part of an artifact. */
export interface Blob {
  readonly digest: string;
  readonly content: Buffer;
}

export const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';

/** @see https://opentofu.org/docs/cli/oci_registries/module-package/ */
const ARTIFACT_TYPE = 'application/vnd.opentofu.modulepkg';
const LAYER_TYPE = 'archive/zip';

/** @see https://github.com/opencontainers/image-spec/blob/v1.1.1/manifest.md#guidance-for-an-empty-descriptor */
const EMPTY_TYPE = 'application/vnd.oci.empty.v1+json';

/** The artifact that OpenTofu takes as a module. The same files of the same version always give the same digest. */
export function artifactOf(name: string, version: string, files: Readonly<Record<string, string>>): Artifact {
  const [config, layer] = [blobOf(Buffer.from('{}')), blobOf(zipOf(files))];
  const manifest = Buffer.from(JSON.stringify({
    schemaVersion: 2,
    mediaType: MANIFEST_TYPE,
    artifactType: ARTIFACT_TYPE,
    config: descriptorOf(EMPTY_TYPE, config),
    layers: [descriptorOf(LAYER_TYPE, layer)],
    annotations: { 'org.opencontainers.image.title': name, 'org.opencontainers.image.version': version },
  }));
  return { manifest, digest: digestOf(manifest), blobs: [config, layer] };
}

/** How registries name some content. */
export function digestOf(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

function blobOf(content: Buffer): Blob {
  return { digest: digestOf(content), content };
}

function descriptorOf(mediaType: string, { content, digest }: Blob): object {
  return { mediaType, digest, size: content.length };
}
