import type { Schema } from './schema';

const OF_SECRETS = ['conversionStrategy=Default', 'decodingStrategy=None'];
const OF_SECRET = [...OF_SECRETS, 'metadataPolicy=None'];

/**
 * What any supported version of a kind fills in inside of lists, as far as the library writes what is around it: from Gateway API
 * 1.0 to 1.4 and External Secrets 0.16 to 2.2. The whole definitions are walked by `npm run conformance`.
 */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  'gateway.networking.k8s.io/v1 HTTPRoute': [
    'spec.parentRefs[].group=gateway.networking.k8s.io',
    'spec.parentRefs[].kind=Gateway',
    'spec.rules[].matches=any',
    'spec.rules[].matches[].path=any',
    'spec.rules[].matches[].path.type=PathPrefix',
    'spec.rules[].matches[].path.value=/',
    'spec.rules[].filters[].requestRedirect.statusCode=302',
    'spec.rules[].backendRefs[].group=',
    'spec.rules[].backendRefs[].kind=Service',
    'spec.rules[].backendRefs[].weight=1',
  ],
  'external-secrets.io/v1 ExternalSecret': [
    ...OF_SECRET.map((field) => `spec.data[].remoteRef.${field}`),
    ...OF_SECRET.map((field) => `spec.dataFrom[].extract.${field}`),
    ...OF_SECRETS.map((field) => `spec.dataFrom[].find.${field}`),
    'spec.target.template.templateFrom[].target=Data',
  ],
  'monitoring.coreos.com/v1 ServiceMonitor': [
    'spec.endpoints[].relabelings[].action=replace',
    'spec.endpoints[].metricRelabelings[].action=replace',
  ],
};

/** The same as schemas. */
export const KNOWN_LIST_DEFAULTS: ReadonlyMap<string, Schema> = new Map(
  Object.entries(KNOWN).map(([kind, lines]) => [kind, schemaOf(lines.map((line) => line.split('=') as [string, string]))]),
);

function schemaOf(lines: readonly (readonly [path: string, value: string])[]): Schema {
  const own = lines.find(([path]) => path === '');
  const items = lines.filter(([path]) => path.startsWith('[]')).map(([path, value]) => [path.slice(2).replace(/^\./, ''), value] as const);
  const named = lines.filter(([path]) => path !== '' && !path.startsWith('[]'));
  const names = [...new Set(named.map(([path]) => /^\w+/.exec(path)![0]))];
  const below = (name: string) => named
    .filter(([path]) => /^\w+/.exec(path)![0] === name)
    .map(([path, value]) => [path.slice(name.length).replace(/^\./, ''), value] as const);
  return {
    type: items.length > 0 ? 'array' : 'object',
    ...(own && { default: own[1] }),
    ...(names.length > 0 && { properties: Object.fromEntries(names.map((name) => [name, schemaOf(below(name))])) }),
    ...(items.length > 0 && { items: schemaOf(items) }),
  };
}
