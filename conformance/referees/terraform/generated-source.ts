import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** What the base classes of generated code stand for. */
const MAIN_CLASSES = ['cdktf.TerraformResource', 'cdktf.TerraformDataSource', 'cdktf.TerraformProvider'];

/** Big resources keep their structs in files of their own, `structs0.js`, `structs400.js`, ... */
const STRUCTS_FOLDER = 'index-structs';

/**
 * The TypeScript from which one resource, data source or provider of a `@cdktf/provider-*` package was compiled.
 *
 * The packages ship JavaScript, but each file's source map holds the generated TypeScript whole, and only that still has,
 * at each attribute, the comment `computed: ..., optional: ..., required: ...` taken from the provider's schema.
 *
 * @see https://github.com/hashicorp/terraform-cdk/tree/main/packages/%40cdktf/provider-generator/src/get/generator/emitter
 */
export class GeneratedSource {
  /** The class that users instantiate. */
  public readonly main: ts.ClassDeclaration;
  private readonly classes = new Map<string, ts.ClassDeclaration>();
  private readonly interfaces = new Map<string, ts.InterfaceDeclaration>();
  private readonly functions = new Map<string, ts.FunctionDeclaration>();

  public constructor(folder: string) {
    for (const file of scriptsIn(folder)) {
      parse(file).statements.forEach((statement) => this.add(statement));
    }
    const main = [...this.classes.values()].find((each) => MAIN_CLASSES.includes(parentOf(each)));
    if (!main) throw new Error(`${folder} holds no class that extends ${MAIN_CLASSES.join(', ')}`);
    this.main = main;
  }

  /** The Terraform type, such as `aws_iam_role`; for a provider its name. */
  public get terraformType(): string {
    const member = this.main.members.find((each) => each.name?.getText() === 'tfResourceType');
    if (!member || !ts.isPropertyDeclaration(member) || !member.initializer || !ts.isStringLiteral(member.initializer)) {
      throw new Error(`${this.main.name?.text} does not say its tfResourceType`);
    }
    return member.initializer.text;
  }

  /** The props of the main class, the third argument of its constructor. */
  public get config(): ts.InterfaceDeclaration {
    const props = this.main.members.find(ts.isConstructorDeclaration)?.parameters[2];
    return this.interface(props?.type?.getText() ?? '');
  }

  /** The method of the main class that turns it into HCL. */
  public get hclMethod(): ts.ClassElement {
    return found(new Map(this.main.members.map((member) => [member.name?.getText() ?? '', member])), 'synthesizeHclAttributes');
  }

  /** The class behind `resource.someBlock`; structs of a provider's own configuration have none. */
  public outputReference(struct: string): ts.ClassDeclaration | undefined {
    return this.classes.get(`${struct}OutputReference`);
  }

  public interface(name: string): ts.InterfaceDeclaration {
    return found(this.interfaces, name);
  }

  /** The function that turns a struct into HCL. */
  public hclMapper(struct: string): ts.FunctionDeclaration {
    return found(this.functions, `${struct[0].toLowerCase()}${struct.slice(1)}ToHclTerraform`);
  }

  private add(statement: ts.Statement): void {
    if (ts.isClassDeclaration(statement) && statement.name) this.classes.set(statement.name.text, statement);
    if (ts.isInterfaceDeclaration(statement)) this.interfaces.set(statement.name.text, statement);
    if (ts.isFunctionDeclaration(statement) && statement.name) this.functions.set(statement.name.text, statement);
  }
}

function found<T>(declarations: ReadonlyMap<string, T>, name: string): T {
  const declaration = declarations.get(name);
  if (!declaration) throw new Error(`the generated code has no ${name}`);
  return declaration;
}

function scriptsIn(folder: string): string[] {
  const structs = join(folder, STRUCTS_FOLDER);
  const sharded = existsSync(structs) ? readdirSync(structs).filter((name) => /^structs\d+\.js$/.test(name)) : [];
  return [join(folder, 'index.js'), ...sharded.map((name) => join(structs, name))];
}

function parse(script: string): ts.SourceFile {
  const [, encoded] = /^\/\/# sourceMappingURL=data:application\/json;base64,(\S+)$/m.exec(readFileSync(script, 'utf8')) ?? [];
  if (!encoded) throw new Error(`${script} has no inline source map, so its schema cannot be read`);
  const map = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')) as { sourcesContent: string[] };
  return ts.createSourceFile(script, map.sourcesContent[0], ts.ScriptTarget.ES2022, true);
}

function parentOf(declaration: ts.ClassDeclaration): string {
  return declaration.heritageClauses?.[0]?.types[0]?.expression.getText() ?? '';
}
