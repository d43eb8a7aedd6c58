import type ts from 'typescript';
import type { GeneratedSource } from './generated-source';
import type { HclEntry } from './hcl-entries';
import { hclEntries } from './hcl-entries';
import type { Settable } from './schema';
import { leadingText } from './syntax';

/** One attribute or block of a resource or struct, with all that the generated code tells about it. */
export interface Member extends Settable {
  readonly name: string;
  /** How it is written; absent where only the provider sets it. */
  readonly hcl?: HclEntry;
  /** Whether its documentation calls it a block. */
  readonly documentedAsBlock: boolean;
  /** The property or getter that reads it; structs of a provider's own configuration have none. */
  readonly reader?: ts.ClassElement;
}

/** The members of the resource, data source or provider itself. */
export function mainMembers(source: GeneratedSource): Member[] {
  return members(source.config, source.hclMethod, source.main);
}

/** The members of a nested struct. */
export function structMembers(source: GeneratedSource, struct: string): Member[] {
  return members(source.interface(struct), source.hclMapper(struct), source.outputReference(struct));
}

function members(props: ts.InterfaceDeclaration, mapper: ts.Node, readers?: ts.ClassDeclaration): Member[] {
  const hcl = hclEntries(mapper);
  const byName = new Map(props.members.map((prop) => [documentedName(prop), prop]));
  if (!readers) return [...byName].map(([name, prop]) => ({ name, ...flagsOfProp(prop), ...writing(name, hcl, byName) }));
  return readers.members.flatMap((reader) => {
    const flags = flagsOfReader(reader);
    return flags ? [{ ...flags, reader, ...writing(flags.name, hcl, byName) }] : [];
  });
}

function writing(name: string, hcl: ReadonlyMap<string, HclEntry>, props: ReadonlyMap<string, ts.TypeElement>) {
  const prop = props.get(name);
  return { hcl: hcl.get(name), documentedAsBlock: prop !== undefined && leadingText(prop).includes(`* ${name} block\n`) };
}

/** Each prop's documentation links to its Terraform name, which the prop's own name cannot be turned back into. */
function documentedName(prop: ts.TypeElement): string {
  const [, name] = /#(\w+) \w+#\1\}/.exec(leadingText(prop)) ?? [];
  if (!name) throw new Error(`the documentation of ${prop.getText()} does not link to its Terraform name`);
  return name;
}

function flagsOfProp(prop: ts.TypeElement): Settable {
  const optional = prop.questionToken !== undefined;
  return { required: !optional, optional, computed: false };
}

/** Above each attribute stands `// name - computed: true, optional: false, required: false`. */
function flagsOfReader(reader: ts.ClassElement): ({ name: string } & Settable) | undefined {
  const match = /^\s*\/\/ (\w+) - computed: (\w+), optional: (\w+), required: (\w+)$/m.exec(leadingText(reader));
  if (!match) return undefined;
  const [, name, computed, optional, required] = match;
  return { name, computed: computed === 'true', optional: optional === 'true', required: required === 'true' };
}
