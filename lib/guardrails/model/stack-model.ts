import { isPlainObject, many } from '../../core/json';
import type { Json } from '../../core/json';
import { readTemplate } from './expression';
import type { Lookup } from './expression';
import { attributeOf } from './known-attributes';
import type { AccountFacts } from './known-attributes';
import { Resource } from './resource';
import type { Mode } from './resource';
import { blocksOfSection } from './sections';
import { Unreadable } from './unreadable';

/** Sections of Terraform's JSON in which blocks have a type and a name. */
const SECTIONS: Readonly<Record<string, Mode>> = { data: 'data', ephemeral: 'ephemeral', resource: 'managed' };

/** One stack as Terraform will read it. */
export class StackModel {
  public readonly resources: readonly Resource[];
  private readonly byAddress = new Map<string, Resource>();
  private readonly locals: Json;
  private readonly variables: Json;
  private readonly pending = new Set<string>();

  /**
   * @param name the stack's id
   * @param json its JSON
   * @param account the account that its resources are made in; nothing if that is not known
   */
  public constructor(
    public readonly name: string,
    public readonly json: Json,
    private readonly account?: AccountFacts,
  ) {
    this.locals = Object.assign({}, ...many(json.locals)) as Json;
    this.variables = Object.assign({}, ...many(json.variable)) as Json;
    this.resources = Object.entries(SECTIONS).flatMap(([section, mode]) =>
      blocksOfSection(json[section]).map(([type, id, raw]) => new Resource(this, mode, type, id, raw)),
    );
    for (const resource of this.resources) this.byAddress.set(resource.address, resource);
  }

  /** The resource or data source of an address. */
  public find(address: string): Resource | undefined {
    return this.byAddress.get(address);
  }

  /** A value of the stack's JSON, read as far as it can be read. */
  public read(value: unknown, bound: Json = {}): unknown {
    if (typeof value === 'string') return readTemplate(value, this.lookupWith(bound));
    if (Array.isArray(value)) return value.map((each) => this.read(each, bound));
    return isPlainObject(value) ? this.readMap(value, bound) : value;
  }

  private readMap(map: Json, bound: Json): unknown {
    const read: Json = {};
    for (const [key, value] of Object.entries(map)) {
      const name = key.includes('{') ? this.read(key, bound) : key;
      // A key that is not known could be any of those that are asked for.
      if (typeof name !== 'string') return new Unreadable(`a map with the key ${key}`);
      read[name] = this.read(value, bound);
    }
    return read;
  }

  private lookupWith(bound: Json): Lookup {
    return ([first, ...rest], text) => {
      const name = String(first);
      if (name in bound) return stepped(bound[name], rest, text);
      const [named, ...steps] = rest;
      if (name === 'local') return this.guarded(`local.${named}`, text, () => stepped(this.localOf(named, text), steps, text));
      if (name === 'var') return stepped(this.defaultOf(named, text), steps, text);
      return this.attribute(name, rest, text);
    };
  }

  private localOf(name: string | number, text: string): unknown {
    return name in this.locals ? this.read(this.locals[name]) : new Unreadable(text);
  }

  private defaultOf(name: string | number, text: string): unknown {
    const [{ default: value } = {} as Json] = many(this.variables[name]);
    return value === undefined ? new Unreadable(text) : value;
  }

  private attribute(first: string, rest: readonly (string | number)[], text: string): unknown {
    const [type, name, ...steps] = first === 'data' ? [`data.${rest[0]}`, ...rest.slice(1)] : [first, ...rest];
    const address = `${type}.${name}`;
    const resource = this.byAddress.get(address);
    // An index says which instance, not which attribute.
    const path = typeof steps[0] === 'number' || !isName(steps[0]) ? steps.slice(1) : steps;
    const unknown = new Unreadable(text, resource && { address, attribute: path.join('.') });
    if (!resource || path.length === 0 || resource.mode === 'ephemeral') return unknown;
    return this.guarded(address, text, () => attributeOf(resource, path, this.account) ?? unknown);
  }

  /** A value that is defined by itself is nobody's to read. */
  private guarded(name: string, text: string, read: () => unknown): unknown {
    if (this.pending.has(name)) return new Unreadable(text);
    this.pending.add(name);
    try {
      return read();
    } finally {
      this.pending.delete(name);
    }
  }
}

function isName(step: string | number | undefined): boolean {
  return typeof step === 'string' && /^[a-z_][a-z0-9_]*$/.test(step);
}

/** The value further along a path. */
function stepped(value: unknown, steps: readonly (string | number)[], text: string): unknown {
  let current = value;
  for (const step of steps) {
    if (typeof current !== 'object' || current === null || current instanceof Unreadable) return new Unreadable(text);
    if (!(step in current)) return new Unreadable(text);
    current = (current as Record<string | number, unknown>)[step];
  }
  return current;
}
