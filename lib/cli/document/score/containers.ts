import { show } from '../../../core/problems';
import type { DocumentNode, Entry, Origin } from '../node';
import { valueAt } from '../node';
import { list, map, text } from './builder';
import type { Unmapped } from './builder';
import type { Placeholders } from './placeholders';

const KEYS = ['image', 'command', 'args', 'variables', 'files', 'volumes', 'resources', 'livenessProbe', 'readinessProbe'];

/** What the first container of a Score file is: part of the application, and of the service. */
export interface MainContainer {
  readonly app: Readonly<Record<string, DocumentNode | undefined>>;
  readonly service: Readonly<Record<string, DocumentNode | undefined>>;
}

/** Reads the text of a variable or an argument. */
type ReadText = (at: Origin, given: string) => string;

/** Reads containers of a Score file. */
export class Containers {
  public constructor(
    private readonly placeholders: Placeholders,
    private readonly unmapped: Unmapped,
  ) {}

  /** The container that gives the application its name. */
  public main({ value }: Entry): MainContainer {
    this.unmapped.entries(value, KEYS);
    const { image, tag, digest } = imageOf(this.image(value) ?? '');
    const at = valueAt(value, 'image')?.at ?? value.at;
    const app = {
      image: text(at, image),
      imageTag: tag === undefined ? undefined : text(at, tag),
      imageDigest: digest === undefined ? undefined : text(at, digest),
      ...this.process(value, (each, given) => this.placeholders.variable(each, given)),
      files: this.files(valueAt(value, 'files')),
      volumes: this.volumes(valueAt(value, 'volumes')),
      livenessProbe: this.probe(valueAt(value, 'livenessProbe')),
      readinessProbe: this.probe(valueAt(value, 'readinessProbe')),
    };
    return { app, service: this.resources(valueAt(value, 'resources')) };
  }

  /** A container beside it. */
  public sidecar({ key, at, value }: Entry): DocumentNode {
    const way = 'describe the service in a document of this command, where a sidecar shares files and volumes';
    this.unmapped.entries(value, ['image', 'command', 'args', 'variables', 'resources'], { files: way, volumes: way });
    const image = text(valueAt(value, 'image')?.at ?? at, this.image(value) ?? '');
    const process = this.process(value, (each, given) => this.placeholders.variableBeside(each, given));
    return map(at, { name: text(at, key), image, ...process, ...this.resources(valueAt(value, 'resources')) });
  }

  private image(value: DocumentNode): string | undefined {
    const image = valueAt(value, 'image');
    const given = this.unmapped.textOf(image);
    if (given === undefined) return undefined;
    if (given !== '.') return this.tagged(image!.at, this.placeholders.fixed(image!.at, given));
    const fix = 'write the name that its build gives it, such as ghcr.io/acme/shop:1.0.0';
    this.unmapped.add(image!.at, { got: "'.', an image that is not built yet", allowed: 'an image with its tag', fix });
    return undefined;
  }

  /** An image says which version it is: what a registry calls the latest one changes without a commit. */
  private tagged(at: Origin, given: string): string {
    const { tag, digest } = imageOf(given);
    if (tag === undefined && digest === undefined) {
      const fix = `write its tag too, such as ${given}:1.0.0`;
      this.unmapped.add(at, { got: `${show(given)}, an image without a tag`, allowed: 'an image with its tag', fix });
    }
    return given;
  }

  private process(value: DocumentNode, read: ReadText): Record<string, DocumentNode | undefined> {
    const [command, args] = ['command', 'args'].map((key) => this.words(valueAt(value, key), read));
    return { command, args, env: this.variables(valueAt(value, 'variables'), read) };
  }

  private words(node: DocumentNode | undefined, read: ReadText): DocumentNode | undefined {
    if (node?.kind !== 'list') return node;
    return list(node.at, node.items.map((item) => text(item.at, read(item.at, this.unmapped.textOf(item) ?? ''))));
  }

  /** A variable that is exactly one of the connection's is there already. */
  private variables(node: DocumentNode | undefined, read: ReadText): DocumentNode | undefined {
    if (node === undefined) return undefined;
    const fields = this.unmapped.entries(node).flatMap(({ key, value }) => {
      const given = read(value.at, this.unmapped.textOf(value) ?? '');
      return given === `$(${key})` ? [] : [[key, text(value.at, given)] as const];
    });
    return fields.length === 0 ? undefined : map(node.at, Object.fromEntries(fields));
  }

  /** Files are a list with targets, or since 2025 a map by target. */
  private files(node: DocumentNode | undefined): DocumentNode | undefined {
    if (node === undefined) return undefined;
    const ways = {
      source: 'write its text under content',
      binaryContent: 'put it into the image',
      mode: 'remove it: files can be read by everyone in the pod',
    };
    const fields = this.targets(node).map(({ target, value }) => {
      this.unmapped.entries(value, ['target', 'content', 'noExpand'], ways);
      const content = valueAt(value, 'content');
      const given = this.unmapped.textOf(content) ?? '';
      const isPlain = isTrue(valueAt(value, 'noExpand'));
      return [target, text(content?.at ?? value.at, isPlain ? given : this.placeholders.fixed(value.at, given))] as const;
    });
    return map(node.at, Object.fromEntries(fields));
  }

  /** A volume of Score is a folder that is empty when a pod starts. */
  private volumes(node: DocumentNode | undefined): DocumentNode | undefined {
    if (node === undefined) return undefined;
    const way = 'describe the service in a document of this command, where volumes has more kinds';
    const fields = this.targets(node).map(({ target, value }) => {
      this.unmapped.entries(value, ['target', 'source'], { path: way, readOnly: way });
      return [target, text(value.at, 'emptyDir')] as const;
    });
    return map(node.at, Object.fromEntries(fields));
  }

  private targets(node: DocumentNode): { readonly target: string; readonly value: DocumentNode }[] {
    if (node.kind === 'list') return node.items.map((value) => ({ target: this.unmapped.textOf(valueAt(value, 'target')) ?? '', value }));
    return this.unmapped.entries(node).map(({ key, value }) => ({ target: key, value }));
  }

  private probe(node: DocumentNode | undefined): DocumentNode | undefined {
    if (node === undefined) return undefined;
    const [kind] = this.unmapped.entries(node, ['httpGet', 'exec']);
    if (!kind) return undefined;
    if (kind.key === 'exec') return map(node.at, { command: valueAt(kind.value, 'command') });
    const remove = 'remove it: probes go to the pod over HTTP, without headers';
    const keys = this.unmapped.entries(kind.value, ['path', 'port', 'scheme'], { host: remove, httpHeaders: remove });
    const scheme = keys.find(({ key }) => key === 'scheme')?.value;
    if (scheme && this.unmapped.textOf(scheme) !== 'HTTP') {
      this.unmapped.add(scheme.at, { got: show(scheme.kind === 'scalar' ? scheme.value : 'no text'), allowed: "'HTTP'", fix: remove });
    }
    return map(node.at, { http: map(kind.at, { path: valueAt(kind.value, 'path'), port: valueAt(kind.value, 'port') }) });
  }

  private resources(node: DocumentNode | undefined): Record<string, DocumentNode | undefined> {
    const [requests, limits] = ['requests', 'limits'].map((key) => valueAt(node, key));
    this.unmapped.entries(node, ['requests', 'limits']);
    this.unmapped.entries(requests, ['cpu', 'memory']);
    this.unmapped.entries(limits, ['memory'], { cpu: 'remove it: a limit would slow the service down while its node has CPU to spare' });
    return { cpuRequest: valueAt(requests, 'cpu'), memoryRequest: valueAt(requests, 'memory'), memoryLimit: valueAt(limits, 'memory') };
  }
}

function isTrue(node: DocumentNode | undefined): boolean {
  return node?.kind === 'scalar' && node.value === true;
}

/** An image without its tag and digest. The host of a registry can have a port. */
function imageOf(reference: string): { readonly image: string; readonly tag?: string; readonly digest?: string } {
  const [name, digest] = reference.split('@');
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1);
  if (colon === -1) return { image: name, digest };
  return { image: name.slice(0, colon), tag: name.slice(colon + 1), digest };
}
