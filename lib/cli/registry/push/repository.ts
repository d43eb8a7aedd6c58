import { Trouble } from '../../refusal';
import type { RegistryAddress } from './address';
import { repositoryOf } from './address';
import { digestOf, MANIFEST_TYPE } from './artifact';
import type { Artifact, Blob } from './artifact';
import { credentialsFor } from './credentials';
import { Session } from './session';

/** What a tag can name in a repository that images are pushed to as well. */
const ACCEPTED = [
  MANIFEST_TYPE,
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
].join(', ');

/**
 * A repository of an OCI registry.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md
 */
export class Repository {
  private readonly session: Session;
  private readonly path: string;

  public constructor(registry: RegistryAddress, module: string, environment: NodeJS.ProcessEnv) {
    const repository = repositoryOf(registry, module);
    this.session = new Session(registry, repository, credentialsFor(registry.host, repository, environment));
    this.path = `${this.session.base}/v2/${repository}`;
  }

  /** The digest of what has a tag, or nothing if nothing has it. */
  public async digestOf(tag: string): Promise<string | undefined> {
    const answer = await this.session.send(this.manifest(tag), { method: 'GET', headers: { accept: ACCEPTED } });
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw await this.session.refusalOf(answer, 'read');
    if (answer.headers.get('content-type')?.startsWith('text/html')) {
      throw new Trouble('a page in HTML', 'the answer of an OCI registry', 'check --to, and whether a proxy or a login page answers');
    }
    return digestOf(Buffer.from(await answer.arrayBuffer()));
  }

  /** Pushes an artifact under a tag. The manifest is last: without it nothing has the tag. */
  public async push(tag: string, { blobs, manifest }: Artifact): Promise<void> {
    for (const blob of blobs) await this.pushBlob(blob);
    const answer = await this.session.send(this.manifest(tag), {
      method: 'PUT', headers: { 'content-type': MANIFEST_TYPE }, body: manifest,
    });
    if (!answer.ok) throw await this.session.refusalOf(answer, 'push to');
  }

  private async pushBlob({ content, digest }: Blob): Promise<void> {
    const begun = await this.session.send(new URL(`${this.path}/blobs/uploads/`), { method: 'POST' });
    const location = begun.headers.get('location');
    if (begun.status !== 202 || location === null) throw await this.session.refusalOf(begun, 'push to');
    const url = new URL(location, this.session.base);
    url.searchParams.set('digest', digest);
    const answer = await this.session.send(url, {
      method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body: content,
    });
    if (answer.status !== 201) throw await this.session.refusalOf(answer, 'push to');
  }

  private manifest(tag: string): URL {
    return new URL(`${this.path}/manifests/${tag}`);
  }
}
