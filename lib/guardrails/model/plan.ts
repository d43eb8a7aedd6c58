import { isPlainObject, list, many } from '../../core/json';
import type { Json } from '../../core/json';
import { plainText } from '../../core/tokens';
import { settingsInPlan } from './plan-settings';
import { blocksOfSection } from './sections';

/**
 * The JSON of a stack as a plan has it. What Terraform knows is plain text. What it does not know yet, such as a policy with the
 * ARN of a queue that is still to be made, is the template that the synth wrote, or what the configuration refers to. A plan does
 * not say what it would refuse to destroy; what it destroys is judged by itself.
 *
 * @param json the JSON that the plan was made of, if it is known to be what the synth wrote
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 */
export function stackOfPlan(plan: Json, json: Json = {}): Json {
  const configuration = (plan.configuration ?? {}) as Json;
  const root = (configuration.root_module ?? {}) as Json;
  const written = withTemplates(configuredIn(root, ''), json);
  const changes = many(plan.resource_changes);
  const unknown = new Map(changes.map(({ address, change }) => [String(address), (change as Json | undefined)?.after_unknown]));
  const gone = new Set(changes.filter(isGone).map(({ address }) => address));
  const found = [
    ...resourcesIn((plan.planned_values as Json | undefined)?.root_module).filter(({ address }) => !gone.has(address)),
    ...resourcesIn(((plan.prior_state as Json | undefined)?.values as Json | undefined)?.root_module).filter(
      ({ mode }) => mode === 'data',
    ),
  ];
  return {
    ...section(
      'resource',
      found.filter(({ mode }) => mode !== 'data'),
      written,
      unknown,
    ),
    ...section(
      'data',
      found.filter(({ mode }) => mode === 'data'),
      written,
      unknown,
    ),
    ...settingsInPlan(configuration),
    ...importsOf(changes),
  };
}

/** Whether a plan has nothing of a resource any more; Terraform lists one that it only forgets, without a value. */
function isGone({ change }: Json): boolean {
  const actions = list((change as Json | undefined)?.actions);
  return actions.length > 0 && actions.every((action) => action === 'delete' || action === 'forget');
}

/** The address without the instance that `count` or `for_each` made. */
export function withoutInstances(address: string): string {
  return address.replace(/\[(\d+|"(\\.|[^"\\])*")\]/g, '');
}

/** What the configuration says, with the block that the synth wrote beside it. */
function withTemplates(configured: Map<string, Json>, json: Json): Map<string, Json> {
  for (const [type, name, template] of blocksOfSection(json.resource)) {
    const address = `${type}.${name}`;
    const found = configured.get(address);
    if (found) configured.set(address, { ...found, template });
  }
  return configured;
}

/** The resources of a module and of those inside of it. */
function resourcesIn(module: unknown): Json[] {
  if (!isPlainObject(module)) return [];
  return [...many(module.resources), ...many(module.child_modules).flatMap(resourcesIn)];
}

/** What the configuration says of each resource, by its address without instances. */
function configuredIn(module: Json, prefix: string): Map<string, Json> {
  const own = many(module.resources).map((resource) => [`${prefix}${String(resource.address)}`, resource] as const);
  const calls = Object.entries((module.module_calls ?? {}) as Json);
  const inner = calls.flatMap(([name, call]) => [
    ...configuredIn(((call as Json).module ?? {}) as Json, `${prefix}module.${name}.`),
  ]);
  return new Map([...own, ...inner]);
}

function section(
  name: string,
  resources: readonly Json[],
  written: ReadonlyMap<string, Json>,
  unknown: ReadonlyMap<string, unknown>,
): Json {
  const types: Record<string, Record<string, Json[]>> = {};
  for (const resource of resources) {
    const address = withoutInstances(String(resource.address));
    const configured = written.get(address);
    const body = {
      ...(valueOf(resource.values, unknown.get(String(resource.address)), configured?.expressions, configured?.template) as Json),
      ...provisionersOf(configured),
      ...aliasOf(configured),
      lifecycle: { prevent_destroy: true },
    };
    const type = String(resource.type);
    const id = address.replace(`${name === 'data' ? 'data.' : ''}${type}.`, '');
    types[type] ??= {};
    types[type][id] = [...(types[type][id] ?? []), body];
  }
  return Object.keys(types).length === 0 ? {} : { [name]: types };
}

/** A value as a template of Terraform again; what is not known yet is what the synth wrote, or what the configuration refers to. */
function valueOf(value: unknown, unknown: unknown, expression: unknown, template: unknown): unknown {
  if (unknown === true) return isTemplate(template) ? template : referenceOf(expression);
  if (typeof value === 'string') return plainText(value);
  const whole = isOfArgument(expression) ? expression : undefined;
  if (Array.isArray(value) || Array.isArray(unknown)) {
    const [values, unknowns, expressions, templates] = [value, unknown, expression, flat(template)].map(list);
    const length = Math.max(values.length, unknowns.length);
    return Array.from({ length }, (_, index) =>
      valueOf(values[index], unknowns[index], whole ?? expressions[index], templates[index]),
    );
  }
  if (!isPlainObject(value) && !isPlainObject(unknown)) return value;
  const [values, unknowns, expressions, templates] = [value, unknown, expression, template].map((part) =>
    isPlainObject(part) ? part : {},
  );
  const keys = [...new Set([...Object.keys(values), ...Object.keys(unknowns)])];
  const entries = keys.map(
    (key) => [plainText(key), valueOf(values[key], unknowns[key], whole ?? expressions[key], templates[key])] as const,
  );
  return Object.fromEntries(entries.filter(([, part]) => isSet(part)));
}

/** Whether an expression is that of a whole argument: all that is inside of its value comes from it. */
function isOfArgument(expression: unknown): boolean {
  return isPlainObject(expression) && Array.isArray(expression.references);
}

/** Only an expression is what Terraform cannot know yet. */
function isTemplate(template: unknown): boolean {
  return typeof template === 'string' && template.includes('${');
}

function flat(template: unknown): unknown {
  return Array.isArray(template) ? template.flat(Infinity) : template;
}

/** What a plan writes for an argument that nobody set says nothing. */
function isSet(value: unknown): boolean {
  return value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);
}

/** What the configuration refers to; an attribute that only the provider sets is not there. */
function referenceOf(expression: unknown): string | undefined {
  if (!isPlainObject(expression)) return undefined;
  const [reference] = list(expression.references);
  return `\${${typeof reference === 'string' ? reference : 'unknown'}}`;
}

function provisionersOf(configured: Json | undefined): Json {
  const types = many(configured?.provisioners).map(({ type }) => ({ [String(type)]: {} }));
  return types.length === 0 ? {} : { provisioner: types };
}

/** A provider configuration of another name. */
function aliasOf(configured: Json | undefined): Json {
  const key = String(configured?.provider_config_key ?? '');
  return key.includes('.') && !key.includes(':') ? { provider: key } : {};
}

function importsOf(changes: readonly Json[]): Json {
  const imports = changes.flatMap(({ address, change }) => {
    const { importing } = (change ?? {}) as Json;
    return isPlainObject(importing) ? [{ to: address, id: importing.id }] : [];
  });
  return imports.length === 0 ? {} : { import: imports };
}
