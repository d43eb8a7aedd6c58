import { canonical } from '../../core/canonical';
import { isPlainObject, list } from '../../core/json';
import type { Json } from '../../core/json';
import { breach as limitBreach } from '../../core/limits';
import type { Limit } from '../../core/limits';
import { show } from '../../core/problems';
import type { OwnGuardrail } from '../expectations';
import { fieldAt } from '../model/kubernetes';
import { isUnreadable, shown } from '../model/unreadable';
import { GITOPS } from './argo-cd';
import { DATA } from './row';

const IDENTITY = ['apiVersion', 'kind', 'metadata.name', 'metadata.namespace'];

/** The guarantees of every object for Argo CD, and of those that several companions write. */
export const OBJECT_GUARDRAILS = {
  identity: {
    id: 'own.object',
    chapter: GITOPS,
    on: 'every object for Argo CD',
    path: IDENTITY.join(', '),
    rule: ({ apiVersion, kind, name, namespace }) =>
      `the ${String(kind)} ${show(name)}${namespace === undefined ? '' : ` in ${show(namespace)}`} of ${String(apiVersion)}`,
    breach: (body, expected) => {
      const changed = IDENTITY.find((path) => fieldAt(body, path) !== expected[lastOf(path)]);
      return changed && `${lastOf(changed)}: ${shown(fieldAt(body, changed))}`;
    },
  },
  request: {
    id: 'own.request',
    chapter: DATA,
    on: 'the requests of PostgresDatabase, RedisCache and ObjectBucket',
    path: 'spec',
    rule: ({ fields }) =>
      `${['parameters', ...Object.keys(fields as Json)].join(', ')} and no other fields, with each parameter within its limits`,
    breach: (body, { fields, limits, required }) => {
      const spec = fieldAt(body, 'spec') ?? {};
      if (!isReadableMap(spec)) return `spec: ${shown(spec)}`;
      const { parameters = {}, ...others } = spec;
      if (!isReadableMap(parameters)) return `parameters: ${shown(parameters)}`;
      return changedField(fields as Json, others) ?? brokenParameter(limits as Limits, required as string[], parameters);
    },
  },
  secret: {
    id: 'own.secret',
    chapter: GITOPS,
    on: 'the ExternalSecrets of ServiceSecret, PostgresDatabase and KafkaUser',
    path: 'spec.secretStoreRef, spec.data, spec.dataFrom',
    rule: ({ store, keys }) =>
      [`the store ${show(fieldAt(store, 'name'))}`, ...list(keys).map((key) => `its key ${show(key)}`)].join(', '),
    breach: (body, { store, keys, found }) => {
      const actual = fieldAt(body, 'spec.secretStoreRef');
      if (canonical(actual) !== canonical(store)) return `secretStoreRef: ${shown(actual)}`;
      const isNamed = (entry: unknown, path: string) =>
        list(keys).includes(fieldAt(entry, path)) && fieldAt(entry, 'sourceRef') === undefined;
      const other = [
        ...list(fieldAt(body, 'spec.data')).filter((entry) => !isNamed(entry, 'remoteRef.key')),
        ...list(fieldAt(body, 'spec.dataFrom')).filter(
          (entry) =>
            !list(found).map(canonical).includes(canonical(entry)) &&
            // All fields of a secret that another entry names.
            !(isNamed(entry, 'extract.key') && fieldAt(entry, 'find') === undefined),
        ),
      ];
      return other.length === 0 ? undefined : `another secret: ${shown(other[0])}`;
    },
  },
} satisfies Readonly<Record<string, OwnGuardrail>>;

type Limits = Readonly<Record<string, Limit>>;

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function isReadableMap(value: unknown): value is Json {
  return isPlainObject(value) && !isUnreadable(value);
}

/** A request uses the platform's own Composition. */
function changedField(expected: Json, actual: Json): string | undefined {
  const fields = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
  const changed = fields.find((field) => canonical(expected[field]) !== canonical(actual[field]));
  return changed && `the field ${changed}: ${shown(actual[changed])}`;
}

function brokenParameter(limits: Limits, required: readonly string[], given: Json): string | undefined {
  const unknown = Object.keys(given).find((name) => !(name in limits));
  if (unknown !== undefined) return `the parameter ${unknown}`;
  const broken = Object.entries(limits).find(([name, limit]) => {
    const isLeftOut = given[name] === undefined && !required.includes(name);
    return !isLeftOut && limitBreach(name, given[name], limit) !== undefined;
  });
  return broken && `${broken[0]}: ${shown(given[broken[0]])}`;
}
