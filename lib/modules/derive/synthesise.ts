import { App, TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { fieldAt, isPlainObject } from '../../core/json';
import type { Json } from '../../core/json';
import { blocksOfSection } from '../../guardrails/model/sections';
import type { Platform } from '../../platform/platform';
import type { Inputs, ModuleKind } from '../kinds/kind';
import type { Requirements, Sample } from './sample';

/** The id of the module's construct. What stands beside it, such as the service that owns data, is not part of the module. */
const ID = 'Module';

/**
 * The output of the construct for some inputs, in a stack of its own.
 *
 * Throws what the construct throws, such as `InvalidProps`.
 */
export function synthesise(kind: ModuleKind, platform: Platform, inputs: Inputs): Sample {
  const { environment, teamName } = inputs;
  const stack = new TerraformStack(new App({ outdir: 'cdktf.out' }), `module-${kind.name}`);
  platform.applyTo(stack, environment);
  const scope = new Construct(stack, ID);
  kind.build(scope, inputs);
  stack.prepareStack();
  const json = stack.toTerraform() as Json;
  const own = blocksOfSection(json.resource).filter(([, , body]) => pathOf(body).startsWith(`${scope.node.path}/`));
  const renamed = own.map(([type, name, body]) => ({ type, name, body, to: kind.nameOf(name, inputs) }));
  const rename = (value: unknown) =>
    renamed.reduce((changed, { type, name, to }) => readdressed(changed, `${type}.${name}`, `${type}.${to}`), value);
  tagAll(scope, renamed, json);
  const resources: Record<string, Record<string, Json>> = {};
  for (const { type, to, body } of renamed) resources[type] = { ...resources[type], [to]: rename(body) as Json };
  const outputs = rename((kind.outputs ? undefined : json.output) ?? {}) as Record<string, Json>;
  const values = { ...inputs, ...kind.values(platform, inputs) };
  const terraform = json.terraform as Requirements;
  return { environment, team: teamName, inputs, values, resources, outputs, terraform, blocks: blocksOf(scope) };
}

/** Puts the tags that a stack leaves to its provider on the resources themselves: the provider of a module belongs to the caller. */
function tagAll(scope: Construct, own: readonly { readonly type: string; readonly body: Json }[], json: Json): void {
  const [provider] = ((json.provider as Record<string, Json[]>).aws ?? []) as { default_tags?: { tags: Json }[] }[];
  const tags = provider?.default_tags?.[0]?.tags;
  const tagged = scope.node.findAll().filter((node) => TerraformResource.isTerraformResource(node) && 'tagsInput' in node);
  const types = new Set(tagged.map((node) => (node as TerraformResource).terraformResourceType));
  for (const { type, body } of own) if (tags && types.has(type) && body.tags === undefined) Object.assign(body, { tags });
}

/** A value with another address in its references, which are expressions or stand alone in `depends_on`. */
function readdressed(value: unknown, from: string, to: string): unknown {
  if (Array.isArray(value)) return value.map((item) => readdressed(item, from, to));
  if (isPlainObject(value)) return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, readdressed(part, from, to)]));
  if (value === from) return to;
  if (typeof value !== 'string' || !value.startsWith('${')) return value;
  const [first, ...rest] = value.split(from);
  return [first, ...rest.map((part) => `${/^[\w-]/.test(part) ? from : to}${part}`)].join('');
}

/** The path of the construct that a resource is of, which CDKTF notes. */
function pathOf(body: Json): string {
  return String(fieldAt(body, '//.metadata.path'));
}

/** A value as CDKTF describes it for HCL. */
interface Described {
  readonly value: unknown;
  readonly isBlock: boolean;
}

/** CDKTF knows of each argument whether it is a block; its JSON does not say. */
function blocksOf(scope: Construct): Map<string, Set<string>> {
  const known = new Map<string, Set<string>>();
  for (const resource of scope.node.findAll()) {
    if (!TerraformResource.isTerraformResource(resource)) continue;
    const paths = known.get(resource.terraformResourceType) ?? new Set<string>();
    known.set(resource.terraformResourceType, paths);
    const described = resource as unknown as { synthesizeHclAttributes(): Record<string, unknown> };
    addBlocks(paths, '', described.synthesizeHclAttributes());
  }
  return known;
}

function addBlocks(paths: Set<string>, path: string, value: unknown): void {
  if (Array.isArray(value)) value.forEach((item) => addBlocks(paths, path, item));
  if (!isPlainObject(value)) return;
  for (const [key, part] of Object.entries(value)) {
    if (!isDescribed(part) || !part.isBlock) continue;
    const inner = path === '' ? key : `${path}.${key}`;
    paths.add(inner);
    addBlocks(paths, inner, part.value);
  }
}

function isDescribed(value: unknown): value is Described {
  return isPlainObject(value) && typeof value.isBlock === 'boolean';
}
