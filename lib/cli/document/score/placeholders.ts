import { listed, show } from '../../../core/problems';
import type { DocumentNode, Origin } from '../node';
import { valueAt } from '../node';
import type { Unmapped } from './builder';
import { variableOf } from './resources';
import type { Resource } from './resources';

/** `$${` is a text; `${...}` a placeholder. What only begins like one is neither. */
const PLACEHOLDER = /\$\$\{|\$\{(?:([^{}$]*)\})?/g;

/** What placeholders of a Score file mean. */
export class Placeholders {
  public constructor(
    private readonly root: DocumentNode,
    private readonly resources: readonly Resource[],
    private readonly unmapped: Unmapped,
  ) {}

  /** The text of a variable: `${resources.db.host}` becomes a reference to the variable of the connection. */
  public variable(at: Origin, given: string): string {
    return this.replaced(at, given, withoutReferences, (name) => `$(${name})`);
  }

  /** The same in a container beside the first one, which does not have the variables of connections. */
  public variableBeside(at: Origin, given: string): string {
    return this.replaced(at, given, withoutReferences, (name) => {
      const fix = 'describe the service in a document of this command, where a sidecar shares variables';
      this.unmapped.add(at, { got: `a placeholder for ${name}`, allowed: 'outputs of resources only in the first container', fix });
      return '';
    });
  }

  /** The text of a value that is fixed before pods run: it can have the workload's metadata in it, and no output of a resource. */
  public fixed(at: Origin, given: string): string {
    return this.replaced(at, given, (text) => text, (name) => {
      const allowed = 'outputs of resources only in variables';
      this.unmapped.add(at, { got: `a placeholder for ${name}`, allowed, fix: `have the program read the variable ${name}` });
      return '';
    });
  }

  /** The host of a `dns` resource that a placeholder names; any other text is itself. */
  public host(at: Origin, given: string): DocumentNode | undefined {
    const name = /^\$\{resources\.([^.}]+)\.host\}$/.exec(given)?.[1];
    const resource = this.resources.find((each) => each.type === 'dns' && each.name === name);
    return resource ? this.hostOf(resource) : { kind: 'scalar', at, value: this.fixed(at, given) };
  }

  private hostOf({ at, params }: Resource): DocumentNode | undefined {
    const host = valueAt(params, 'host');
    if (host) return host;
    const fix = 'write params: { host: shop.example.com }, or the host itself in place of the placeholder';
    this.unmapped.add(at, { got: 'dns without a host', allowed: 'a host that somebody owns', fix });
    return undefined;
  }

  private replaced(at: Origin, given: string, plain: (text: string) => string, variable: (name: string) => string): string {
    let [result, end] = ['', 0];
    for (const match of given.matchAll(PLACEHOLDER)) {
      result += plain(given.slice(end, match.index));
      if (match[0] === '${') this.refuse(at, '${', 'a name and } after it', 'write both');
      else result += match[1] === undefined ? '${' : this.value(at, match[1], variable);
      end = match.index + match[0].length;
    }
    return result + plain(given.slice(end));
  }

  private value(at: Origin, path: string, variable: (name: string) => string): string {
    const [kind, name, ...rest] = path.split('.');
    if (kind === 'metadata') return this.metadata(at, [name, ...rest]);
    const resource = kind === 'resources' ? this.resources.find((each) => each.name === name) : undefined;
    if (!resource) {
      const names = this.resources.map((each) => `resources.${each.name}`);
      return this.refuse(at, `\${${path}}`, `metadata, or one of ${listed(names)}`, 'add the resource');
    }
    if (resource.type === 'dns' && rest.join('.') === 'host') return this.unmapped.textOf(this.hostOf(resource)) ?? '';
    const found = variableOf(resource, rest.join('.'), at, this.unmapped);
    return found === undefined ? '' : variable(found);
  }

  private refuse(at: Origin, placeholder: string, allowed: string, mend: string): string {
    this.unmapped.add(at, { got: show(placeholder), allowed, fix: `${mend}, or write $\${ for the characters themselves` });
    return '';
  }

  private metadata(at: Origin, path: readonly string[]): string {
    const found = path.reduce<DocumentNode | undefined>((node, key) => valueAt(node, key), valueAt(this.root, 'metadata'));
    if (found?.kind === 'scalar' && found.value !== null) return String(found.value);
    this.unmapped.add(at, { got: show(`\${metadata.${path.join('.')}}`), allowed: 'a key of metadata', fix: 'correct it' });
    return '';
  }
}

/** A text in which Kubernetes finds no reference to a variable. */
function withoutReferences(text: string): string {
  return text.replaceAll('$(', () => '$$(');
}
