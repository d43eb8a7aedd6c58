import { isPlainObject } from '../../core/json';
import type { Json } from '../../core/json';

/** What the configuration of a module may have that is read elsewhere, or that does nothing by itself. */
const READ_PARTS = ['module_calls', 'outputs', 'resources', 'variables'];

/** How the section is called that a part of the configuration comes from. */
const SECTIONS: Readonly<Record<string, string>> = { actions: 'action' };

/**
 * The settings that a plan shows of a configuration: providers, where they come from, modules, and what is not known here. It shows
 * neither the backend nor a `lifecycle`. CDKTF writes JSON, whose texts stand in a plan as they were written, so that `${` begins an
 * expression in them.
 */
export function settingsInPlan(configuration: Json): Json {
  const root = (configuration.root_module ?? {}) as Json;
  const modules = Object.keys((root.module_calls ?? {}) as Json);
  const others = Object.keys(root).filter((name) => !READ_PARTS.includes(name));
  return {
    ...providersOf(configuration.provider_config),
    ...(modules.length > 0 && { module: Object.fromEntries(modules.map((name) => [name, {}])) }),
    ...Object.fromEntries(others.map((name) => [SECTIONS[name] ?? name, {}])),
  };
}

function providersOf(configured: unknown): Json {
  const own = Object.values((configured ?? {}) as Json)
    .filter(isPlainObject)
    .filter(({ module_address: module }) => module === undefined);
  const provider: Record<string, Json[]> = {};
  const sources: Record<string, Json> = {};
  for (const { alias, expressions, full_name: source, name } of own) {
    if (source !== undefined) sources[String(name)] = { source };
    const body = { ...(constantsOf(expressions ?? {}) as Json), ...(alias !== undefined && { alias }) };
    provider[String(name)] = [...(provider[String(name)] ?? []), body];
  }
  return {
    ...(Object.keys(provider).length > 0 && { provider }),
    ...(Object.keys(sources).length > 0 && { terraform: { required_providers: sources } }),
  };
}

/** What was written; what only refers to something stays an expression. */
function constantsOf(expressions: unknown): unknown {
  if (Array.isArray(expressions)) return expressions.map(constantsOf);
  if (!isPlainObject(expressions)) return expressions;
  if ('constant_value' in expressions) return expressions.constant_value;
  if ('references' in expressions) return `\${${String((expressions.references as unknown[])[0] ?? 'unknown')}}`;
  return Object.fromEntries(Object.entries(expressions).map(([key, value]) => [key, constantsOf(value)]));
}
