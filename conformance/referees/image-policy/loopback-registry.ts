import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Stored {
  readonly type: string;
  readonly bytes: Buffer;
}

interface Manifest {
  readonly mediaType: string;
  readonly [field: string]: unknown;
}

/** What a manifest refers to. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/**
 * A registry in memory that listens on loopback and answers what a verifier reads: manifests by tag and digest, and blobs.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 */
export class LoopbackRegistry {
  private readonly stored = new Map<string, Stored>();
  private readonly server: Server;

  public constructor() {
    this.server = createServer(({ method, url = '' }, response) => {
      const [, kind, key] = /^\/v2\/.+\/(manifests|blobs)\/([^/?]+)/.exec(url) ?? [];
      const found = url === '/v2/' ? { type: 'application/json', bytes: Buffer.from('{}') } : this.stored.get(`${kind}/${this.keyOf(url, key)}`);
      if (!found) {
        response.writeHead(404, { 'Content-Type': 'application/json' }).end('{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
        return;
      }
      response.writeHead(200, { 'Content-Type': found.type, 'Content-Length': found.bytes.length, 'Docker-Content-Digest': digestOf(found.bytes) });
      response.end(method === 'HEAD' ? undefined : found.bytes);
    });
  }

  /** Starts to listen, and gives the host with its port. */
  public async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  public addBlob(mediaType: string, bytes: Buffer): Descriptor {
    const digest = digestOf(bytes);
    this.stored.set(`blobs/${digest}`, { type: 'application/octet-stream', bytes });
    return { mediaType, digest, size: bytes.length };
  }

  /** Adds an image by its digest, and by a tag of one repository. */
  public addManifest(repository: string, tag: string, layers: readonly object[]): string {
    const config = this.addBlob('application/vnd.oci.image.config.v1+json', Buffer.from(configFor(layers as Descriptor[])));
    const mediaType = 'application/vnd.oci.image.manifest.v1+json';
    return this.store(repository, tag, { schemaVersion: 2, mediaType, config, layers }).digest;
  }

  /** Adds what refers to an image, at the tag where clients look that find no API for it. */
  public addReferrers(repository: string, subject: string, artifactType: string, layers: readonly Descriptor[]): void {
    const mediaType = 'application/vnd.oci.image.manifest.v1+json';
    const config = this.addBlob('application/vnd.oci.empty.v1+json', Buffer.from('{}'));
    const manifests = layers.map((layer) => ({
      ...this.store(repository, layer.digest, { schemaVersion: 2, mediaType, artifactType, config, layers: [layer] }),
      artifactType,
    }));
    const index = { schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests };
    this.store(repository, subject.replace(':', '-'), index);
  }

  private store(repository: string, tag: string, manifest: Manifest): Descriptor {
    const { mediaType } = manifest;
    const bytes = Buffer.from(JSON.stringify(manifest));
    for (const key of [digestOf(bytes), `${repository}:${tag}`]) this.stored.set(`manifests/${key}`, { type: mediaType, bytes });
    return { mediaType, digest: digestOf(bytes), size: bytes.length };
  }

  /** A digest is the same in all repositories, a tag is one of its own. */
  private keyOf(url: string, key: string): string {
    return key?.startsWith('sha256:') ? key : `${/^\/v2\/(.+)\/manifests\//.exec(url)?.[1]}:${key}`;
  }
}

function configFor(layers: readonly Descriptor[]): string {
  const rootfs = { type: 'layers', diff_ids: layers.map(({ digest }) => digest) };
  return JSON.stringify({ architecture: 'amd64', os: 'linux', config: {}, rootfs });
}

function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
