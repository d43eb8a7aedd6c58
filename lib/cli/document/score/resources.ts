import { listed, show } from '../../../core/problems';
import { POSTGRES_LIMITS } from '../../../data/postgres/limits';
import type { DocumentNode, Entry, Origin } from '../node';
import { valueAt } from '../node';
import { map, scalar, text } from './builder';
import type { Unmapped } from './builder';

/** A resource of a Score file as the service has it. */
export interface Resource {
  readonly name: string;
  readonly type: string;
  readonly at: Origin;
  /** The name under `data`; absent for what is no companion. */
  readonly dataName?: string;
  readonly params: DocumentNode | undefined;
  /** The companion. */
  readonly node?: DocumentNode;
}

/** What a type of Score is here: the kind of a companion, and the variables that its outputs are. */
interface Mapping {
  readonly kind: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** Why an output has no counterpart, and what there is instead. */
  readonly ways?: Readonly<Record<string, string>>;
  /** What the companion needs and Score does not say. */
  readonly needs?: (at: Origin) => Readonly<Record<string, DocumentNode>>;
  /** Whether `class` is its tier. */
  readonly tiers?: boolean;
}

const KEYS = 'remove it: pods get access to AWS by the role of the service, without keys';

/**
 * The types that Score's own implementations have provisioners for.
 *
 * @see https://docs.score.dev/docs/score-implementation/score-k8s/resources-provisioners
 */
const MAPPINGS: Readonly<Record<string, Mapping>> = {
  postgres: {
    kind: 'database',
    outputs: { host: 'HOST', port: 'PORT', database: 'DATABASE', name: 'DATABASE', username: 'USERNAME', password: 'PASSWORD' },
    needs: (at) => ({ storageGb: scalar(at, POSTGRES_LIMITS.storageGb.minimum!), tier: text(at, 'dev') }),
    tiers: true,
  },
  redis: {
    kind: 'cache',
    outputs: { host: 'HOST', port: 'PORT', password: 'PASSWORD' },
    ways: { username: 'remove it: the user is default' },
    needs: (at) => ({ tier: text(at, 'dev') }),
    tiers: true,
  },
  s3: {
    kind: 'bucket',
    outputs: { bucket: 'BUCKET', region: 'REGION' },
    ways: {
      access_key_id: KEYS,
      aws_access_key_id: KEYS,
      aws_secret_key: KEYS,
      secret_key: KEYS,
      endpoint: "remove it: clients of AWS know it by the bucket's region",
    },
  },
};

/** Types that are no companion. */
const OTHERS = ['dns', 'route', 'volume'];

/** Reads the resources of a Score file. */
export function resourcesOf(root: DocumentNode, workload: string, unmapped: Unmapped): Resource[] {
  const resources = unmapped.entries(valueAt(root, 'resources')).flatMap((entry) => resourceOf(entry, workload, unmapped) ?? []);
  const names = resources.map(({ dataName }) => dataName);
  for (const [index, { at, dataName }] of resources.entries()) {
    if (dataName === undefined || names.indexOf(dataName) === index) continue;
    const fix = 'remove this one, and use the other one';
    unmapped.add(at, { got: `${show(dataName)} a second time`, allowed: 'one resource for each database, cache or bucket', fix });
  }
  return resources;
}

function resourceOf({ key: name, at, value }: Entry, workload: string, unmapped: Unmapped): Resource | undefined {
  unmapped.entries(value, ['type', 'class', 'id', 'metadata', 'params']);
  const type = unmapped.textOf(valueAt(value, 'type')) ?? '';
  const params = valueAt(value, 'params');
  if (OTHERS.includes(type)) return { name, type, at, params };
  if (!Object.hasOwn(MAPPINGS, type)) {
    const allowed = `one of ${listed([...Object.keys(MAPPINGS), ...OTHERS])}`;
    const fix = 'describe the service in a document of this command, where data has more kinds, also those of the platform';
    unmapped.add(valueAt(value, 'type')?.at ?? at, { got: type === '' ? 'nothing' : show(type), allowed, fix });
    return undefined;
  }
  const mapping = MAPPINGS[type];
  const level = valueAt(value, 'class');
  const id = valueAt(value, 'id');
  const given = Object.fromEntries(unmapped.entries(params).map((entry) => [entry.key, entry.value]));
  const node = map(at, {
    kind: text(at, mapping.kind),
    ...mapping.needs?.(at),
    ...(mapping.tiers && level ? { tier: level } : {}),
    ...given,
    connect: map(at, { envPrefix: text(at, prefixOf(name)) }),
  });
  return { name, type, at, params, node, dataName: (id && unmapped.textOf(id)) ?? `${workload}-${name}` };
}

/** The variable that an output of a resource is, or nothing with a problem. */
export function variableOf({ name, type }: Resource, output: string, at: Origin, unmapped: Unmapped): string | undefined {
  const { outputs = {}, ways = {} } = MAPPINGS[type] ?? {};
  if (Object.hasOwn(outputs, output)) return `${prefixOf(name)}${outputs[output]}`;
  const names = Object.keys(outputs);
  const allowed = names.length === 0 ? `no output: a ${type} has none here` : `one of ${listed(names)}`;
  const otherwise = names.length === 0 ? 'write the value itself' : 'use one of them';
  const fix = Object.hasOwn(ways, output) ? ways[output] : otherwise;
  unmapped.add(at, { got: `the output ${show(output)} of ${show(name)}`, allowed, fix });
  return undefined;
}

function prefixOf(name: string): string {
  return `${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}_`;
}
