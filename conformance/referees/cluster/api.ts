import { Agent, request } from 'node:https';
import type { KubernetesObject } from '../../../test/support/documents';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a server answers has any form
type Json = any;

/** What the server said. */
export interface Answer {
  readonly status: number;
  readonly body: Json;
  /** What it warns of, such as a field that is deprecated. */
  readonly warnings: readonly string[];
}

interface Connection {
  readonly port: number;
  readonly authority: string;
  readonly token: string;
}

/** How a document is applied. */
export interface ApplyOptions {
  /** In whose name; fields of others are a conflict. */
  readonly manager?: string;
  readonly force?: boolean;
  readonly dryRun?: boolean;
  /** The document as it was written, where the server is to read that. */
  readonly text?: string;
}

interface Resource {
  readonly root: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

/** The namespaced kinds of documents have a namespace here. */
const DEFAULT_NAMESPACE = 'default';

/**
 * A client of the Kubernetes API that keeps every warning, and validates each field.
 *
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/
 */
export class KubernetesApi {
  private readonly agent: Agent;
  private readonly resources = new Map<string, Resource>();

  public constructor(private readonly connection: Connection) {
    this.agent = new Agent({ keepAlive: true, maxSockets: 16, ca: connection.authority });
  }

  /** The same server for somebody else. */
  public as(token: string): KubernetesApi {
    return new KubernetesApi({ ...this.connection, token });
  }

  /** Lets connections go; without it the process does not end. */
  public close(): void {
    this.agent.destroy();
  }

  public async call(method: string, path: string, body?: unknown, type = 'application/json'): Promise<Answer> {
    const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
    const { port, token } = this.connection;
    const headers = { 'authorization': `Bearer ${token}`, 'accept': 'application/json', 'content-type': type, 'content-length': Buffer.byteLength(text) };
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: this.agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => resolve({
          status: response.statusCode!,
          body: parsed(Buffer.concat(chunks).toString('utf8')),
          warnings: warningsIn(response.rawHeaders),
        }));
      });
      sent.on('error', reject);
      sent.end(text);
    });
  }

  /**
   * Where an object is, or all of its kind.
   *
   * @throws if the server does not know the kind
   */
  public async pathOf({ apiVersion, kind, metadata }: KubernetesObject, named = true): Promise<string> {
    const { root, plural, namespaced } = await this.resourceOf(apiVersion, kind);
    const all = namespaced ? `${root}/namespaces/${metadata?.namespace ?? DEFAULT_NAMESPACE}/${plural}` : `${root}/${plural}`;
    return named ? `${all}/${encodeURIComponent(metadata!.name!)}` : all;
  }

  /** Server-side apply with strict validation of fields. */
  public async apply(document: KubernetesObject, options: ApplyOptions = {}): Promise<Answer> {
    const { manager = 'argocd-controller', force = false, dryRun = false, text = JSON.stringify(document) } = options;
    const query = `fieldManager=${manager}&fieldValidation=Strict&force=${force}${dryRun ? '&dryRun=All' : ''}`;
    return this.call('PATCH', `${await this.pathOf(document)}?${query}`, text, 'application/apply-patch+yaml');
  }

  public async create(document: KubernetesObject, { dryRun = false }: Pick<ApplyOptions, 'dryRun'> = {}): Promise<Answer> {
    const query = `fieldManager=creator&fieldValidation=Strict${dryRun ? '&dryRun=All' : ''}`;
    return this.call('POST', `${await this.pathOf(document, false)}?${query}`, document);
  }

  public async read(document: KubernetesObject): Promise<Answer> {
    return this.call('GET', await this.pathOf(document));
  }

  /** A merge patch: what is null is taken away. */
  public async patch(document: KubernetesObject, change: object, subresource = ''): Promise<Answer> {
    return this.call('PATCH', `${await this.pathOf(document)}${subresource}?fieldValidation=Strict`, change, 'application/merge-patch+json');
  }

  public async delete(document: KubernetesObject): Promise<Answer> {
    return this.call('DELETE', await this.pathOf(document));
  }

  /** The group and version that serve a kind; of several, the one whose version is named, or the first. */
  public async versionOf(kind: string, version?: string): Promise<string> {
    const { body } = await this.call('GET', '/apis');
    const groups = body.groups.map(({ versions, preferredVersion }: Json) =>
      version ? versions.find((each: Json) => each.version === version)?.groupVersion : preferredVersion.groupVersion);
    for (const apiVersion of ['v1', ...groups].filter((each) => each && (!version || each.split('/').at(-1) === version))) {
      if (await this.resourceOf(apiVersion, kind).catch(() => undefined)) return apiVersion;
    }
    throw new Error(`no ${version ?? 'version'} of ${kind} is served`);
  }

  private async resourceOf(apiVersion: string, kind: string): Promise<Resource> {
    const key = `${apiVersion} ${kind}`;
    if (!this.resources.has(key)) {
      const root = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
      const { status, body } = await this.call('GET', root);
      const served = status === 200 ? body.resources as Json[] : [];
      for (const { name, kind: each, namespaced } of served.filter(({ name: plural }) => !plural.includes('/'))) {
        this.resources.set(`${apiVersion} ${each}`, { root, plural: name, namespaced });
      }
    }
    const found = this.resources.get(key);
    if (!found) throw new Error(`${apiVersion} ${kind} is not served`);
    return found;
  }
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return { message: text };
  }
}

/** Several headers of one name stand one after the other. */
function warningsIn(headers: readonly string[]): string[] {
  return headers.filter((_, index) => index % 2 === 1 && headers[index - 1].toLowerCase() === 'warning').map((text) => text.replace(/^299 - /, ''));
}
