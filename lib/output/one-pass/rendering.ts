import * as cdktf from 'cdktf';
import { TerraformElement, TerraformOutput, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { Json } from '../../core/json';
import { Resolution } from './resolved';
import type { ExpressionResolver } from './resolved';

/** The release of CDKTF whose output this is; of any other one nothing is taken for granted. */
const KNOWN_RELEASE = '0.21.0';

/** CDKTF's own, before anybody else can change them. */
const { prepareStack, toTerraform } = TerraformStack.prototype;

/** Whether a stack is rendered by what CDKTF itself does, in a release of which that is known. */
export function isRenderedByCdktf(stack: TerraformStack): boolean {
  return (
    stack.prepareStack === prepareStack && stack.toTerraform === toTerraform && stack.node.tryGetContext('cdktfVersion') === KNOWN_RELEASE
  );
}

/** How CDKTF's own elements give their JSON and their metadata. */
const RENDERINGS: ReadonlySet<unknown> = new Set(
  Object.values<{ readonly prototype?: Partial<TerraformElement> }>(cdktf as never).flatMap(({ prototype }) => [
    prototype?.toTerraform,
    prototype?.toMetadata,
  ]),
);

/** Whether a construct is an element that renders itself: how often it is asked may make a difference, to others too. */
export function hasOwnRendering(construct: IConstruct): boolean {
  if (!TerraformElement.isTerraformElement(construct)) return false;
  return !RENDERINGS.has(construct.toTerraform) || !RENDERINGS.has(construct.toMetadata);
}

/** Gives each element of a stack its name for good, as rendering it does. */
export function settleNames(stack: TerraformStack): void {
  for (const element of elementsIn(stack)) Reflect.get(element, 'friendlyUniqueId');
}

/**
 * The JSON of a stack, as CDKTF's `toTerraform()` gives it after `prepareStack()`. CDKTF resolves each value in `prepareStack()` to
 * find references between stacks, again for the JSON of an element, and again in the JSON of the stack; here each is resolved once.
 */
export function renderInOnePass(stack: TerraformStack, resolver: ExpressionResolver): Json {
  const { rawOverrides } = stack as unknown as { readonly rawOverrides: Json };
  const elements = elementsIn(stack);
  const preparing = new Resolution(stack, resolver, true);
  const final = new Resolution(stack, resolver, false);
  const json: Json = { '//': { metadata: metadataOf(stack, elements, rawOverrides, final), outputs: outputsOf(elements) } };
  for (const fragment of elements.map((element) => preparing.of(element.toTerraform()))) mergeOwn(json, fragment as Json);
  merge(json, rawOverrides);
  return final.of(json) as Json;
}

/** What CDKTF notes of a stack for its own command line. */
function metadataOf(stack: TerraformStack, elements: readonly TerraformElement[], rawOverrides: Json, resolution: Resolution): Json {
  const overrides = Object.keys(rawOverrides);
  const metadata: Json = {
    version: stack.node.tryGetContext('cdktfVersion') as string,
    stackName: stack.node.id,
    backend: 'local',
    cloud: undefined,
    ...(overrides.length > 0 && { overrides: { stack: overrides } }),
  };
  for (const element of elements) mergeOwn(metadata, resolution.of(element.toMetadata()) as Json);
  return metadata;
}

/** The names of the outputs in Terraform, by the paths of their constructs. */
function outputsOf(elements: readonly TerraformElement[]): Json {
  const outputs: Json = {};
  for (const element of elements) {
    if (!TerraformOutput.isTerraformOutput(element)) continue;
    const steps = element.node.path.split('/');
    const last = steps.pop()!;
    merge(outputs, steps.reduceRight<Json>((inner, step) => ({ [step]: inner }), { [last]: element.friendlyUniqueId }));
  }
  return outputs;
}

/** The elements of a stack in order, without those of a stack inside it. */
function elementsIn(node: IConstruct, found: TerraformElement[] = []): TerraformElement[] {
  if (TerraformElement.isTerraformElement(node)) found.push(node);
  for (const child of node.node.children) if (!TerraformStack.isStack(child)) elementsIn(child, found);
  return found;
}

/** The same as `merge` of what a resolution gave: it has no absent values, and where nothing is yet it can be used as it is. */
function mergeOwn(target: Json, source: Json): void {
  const into = target;
  for (const [key, value] of Object.entries(source)) {
    const present = into[key];
    if (Array.isArray(value)) into[key] = Array.isArray(present) ? [...(present as unknown[]), ...(value as unknown[])] : value;
    else if (typeof value !== 'object' || value === null || typeof present !== 'object') into[key] = value;
    else mergeOwn(present as Json, value as Json);
  }
}

/** Merges maps, joins lists, and replaces all else; an absent value takes away what was there. */
function merge(target: Json, source: Json): void {
  const into = target;
  for (const [key, value] of Object.entries(source)) {
    const present = into[key];
    if (Array.isArray(value)) into[key] = Array.isArray(present) ? [...(present as unknown[]), ...(value as unknown[])] : value;
    else if (value === undefined) delete into[key];
    else if (typeof value !== 'object' || value === null || isResolvable(value)) into[key] = value;
    else {
      if (typeof present !== 'object') into[key] = {};
      merge(into[key] as Json, value as Json);
    }
  }
}

function isResolvable(value: object): boolean {
  return typeof (value as { resolve?: unknown }).resolve === 'function';
}
