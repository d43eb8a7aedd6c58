import * as fs from 'node:fs';
import * as path from 'node:path';

/** A type as jsii describes it. */
export interface TypeReference {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly collection?: { readonly kind: 'array' | 'map'; readonly elementtype: TypeReference };
}

interface Documented {
  readonly docs?: { readonly summary?: string; readonly remarks?: string; readonly default?: string; readonly deprecated?: string };
}

/** A property or a parameter. */
export interface Member extends Documented {
  readonly name: string;
  readonly type: TypeReference;
  readonly optional?: boolean;
  readonly static?: boolean;
}

export interface Method extends Documented {
  readonly name: string;
  readonly static?: boolean;
  readonly parameters?: readonly Member[];
  readonly returns?: { readonly type: TypeReference };
}

/** A class, an interface or an enumeration. */
export interface Type extends Documented {
  readonly kind: 'class' | 'enum' | 'interface';
  readonly name: string;
  readonly datatype?: boolean;
  readonly interfaces?: readonly string[];
  readonly base?: string;
  readonly properties?: readonly Member[];
  readonly methods?: readonly Method[];
  readonly members?: readonly ({ readonly name: string } & Documented)[];
  readonly initializer?: { readonly parameters?: readonly Member[] };
}

/**
 * The public API of this library as its compiler describes it: the one definition of what a document may say.
 *
 * @see https://aws.github.io/jsii/user-guides/lib-author/toolchain/jsii/
 */
export interface Assembly {
  readonly name: string;
  readonly types: Readonly<Record<string, Type>>;
}

/** The description that is installed with the command. */
export function ownAssembly(file: string = path.join(__dirname, '../../../.jsii')): Assembly {
  return JSON.parse(fs.readFileSync(file, 'utf8')) as Assembly;
}

/** Finds types by their names. */
export class Types {
  public constructor(private readonly assembly: Assembly) {}

  /** The type of a name without its package. */
  public named(name: string): Type {
    return this.assembly.types[`${this.assembly.name}.${name}`];
  }

  /** The type of this library that a reference means, or nothing for one of another library. */
  public of({ fqn }: TypeReference): Type | undefined {
    return fqn === undefined ? undefined : this.assembly.types[fqn];
  }

  /** The properties of an interface and of those that it extends, without what is deprecated. */
  public propertiesOf(type: Type): Member[] {
    const inherited = (type.interfaces ?? []).flatMap((fqn) => (this.of({ fqn }) ? this.propertiesOf(this.of({ fqn })!) : []));
    const own = type.properties ?? [];
    return [...own, ...inherited].filter(
      ({ name, docs }, index, all) => docs?.deprecated === undefined && all.findIndex((other) => other.name === name) === index,
    );
  }

  /** Methods of a class and of those that it extends. */
  public methodOf(type: Type, name: string): Method {
    const own = type.methods?.find((method) => method.name === name);
    return own ?? this.methodOf(this.of({ fqn: type.base })!, name);
  }
}
