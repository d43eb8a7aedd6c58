import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './pages';

/** What of an assembly decides how Python writes its names. */
interface Assembly {
  readonly types: Readonly<Record<string, Type>>;
}

interface Type {
  readonly name: string;
  readonly kind: string;
  readonly base?: string;
  readonly interfaces?: readonly string[];
  readonly members?: readonly { name: string }[];
  readonly properties?: readonly { name: string }[];
  readonly methods?: readonly Callable[];
  readonly initializer?: Callable;
}

interface Callable {
  readonly name?: string;
  readonly parameters?: readonly { name: string; type: { fqn?: string } }[];
}

/** Words that Python keeps to itself: a name of the API gets an underscore. */
const KEYWORDS = new Set(['from', 'import', 'is', 'in', 'not', 'or', 'and', 'global', 'lambda', 'with']);

/** The name of a prop or member in Python. */
export function snakeCase(name: string): string {
  const snake = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  return KEYWORDS.has(snake) ? `${snake}_` : snake;
}

/** The API of the packages that blocks use, in the names of Python. */
export class PythonApi {
  private readonly types = new Map<string, Type>();
  private readonly own = new Map<string, Type>();
  /** The names of all members. */
  public readonly members: ReadonlySet<string>;

  public constructor(folders: readonly string[] = ['.', 'node_modules/cdktf', 'node_modules/cdk8s', 'node_modules/constructs']) {
    for (const folder of folders) {
      const { types } = JSON.parse(readFileSync(join(ROOT, folder, '.jsii'), 'utf8')) as Assembly;
      for (const [fqn, type] of Object.entries(types)) {
        this.types.set(fqn, type);
        if (folder === '.') this.own.set(type.name, type);
      }
    }
    this.members = new Set([...this.types.values()].flatMap((type) => namesOf(type)));
  }

  /** Whether the library has a class, struct or enum. */
  public has(name: string): boolean {
    return this.own.has(name);
  }

  /** The keyword arguments that the class takes, or the method of it. */
  public keywordsOf(name: string, method?: string): string[] {
    const type = this.own.get(name)!;
    if (method === undefined) return type.kind === 'interface' ? this.fieldsOf(type) : this.lifted(this.initializerOf(type));
    return this.lineage(type).flatMap(({ methods = [] }) => methods.filter((each) => snakeCase(each.name!) === method))
      .flatMap((each) => this.lifted(each));
  }

  /** The keyword arguments of all methods of a name, or nothing where no type of the library has such a method. */
  public keywordsOfMethods(name: string): string[] | undefined {
    const methods = [...this.own.values()].flatMap((type) => type.methods ?? []).filter((each) => snakeCase(each.name!) === name);
    return methods.length === 0 ? undefined : methods.flatMap((each) => this.lifted(each));
  }

  /** What a class, struct or enum of the library has, with what it inherits. */
  public membersOf(name: string): string[] {
    return this.lineage(this.own.get(name)!).flatMap((type) => namesOf(type));
  }

  private initializerOf(type: Type): Callable | undefined {
    return this.lineage(type).find(({ initializer }) => initializer)?.initializer;
  }

  /** jsii turns a struct at the end of a call into keyword arguments. Whatever is not a struct may be given by its name, too. */
  private lifted(callable?: Callable): string[] {
    const parameters = callable?.parameters ?? [];
    const last = this.types.get(parameters.at(-1)?.type.fqn ?? '');
    const fields = last?.kind === 'interface' && !/^I[A-Z]/.test(last.name) ? this.fieldsOf(last) : [];
    return [...parameters.map(({ name }) => snakeCase(name)), ...fields];
  }

  private fieldsOf(type: Type): string[] {
    return this.lineage(type).flatMap(({ properties = [] }) => properties.map(({ name }) => snakeCase(name)));
  }

  private lineage(type: Type): Type[] {
    const above = [type.base, ...type.interfaces ?? []].flatMap((fqn) => this.types.get(fqn ?? '') ?? []);
    return [type, ...above.flatMap((each) => this.lineage(each))];
  }
}

function namesOf({ members = [], properties = [], methods = [] }: Type): string[] {
  return [...members.map(({ name }) => name), ...[...properties, ...methods].flatMap(({ name }) => [snakeCase(name!), `_${snakeCase(name!)}`, name!])];
}
