import { GoldenPathError } from '../core/errors';
import type { Platform } from '../platform/platform';
import { Addresses } from './derive/addresses';
import { hoistMetadata } from './derive/common-metadata';
import type { Vocabulary } from './derive/derivation';
import { Derivation } from './derive/derivation';
import { EnvironmentData } from './derive/environment-data';
import { withoutQuota } from './derive/quota';
import { resourceItems } from './derive/resource';
import type { Derive } from './derive/resource';
import type { Sample } from './derive/sample';
import { synthesise } from './derive/synthesise';
import { underivable } from './derive/underivable';
import { conditionsOf, keepUsed, protectionsOf, termsOf } from './derive/vocabulary';
import { argument, block, file } from './hcl/body';
import type { Item } from './hcl/body';
import { literal, raw } from './hcl/expression';
import type { Inputs, ModuleKind } from './kinds/kind';
import { sampleName } from './kinds/sample-names';

/** The least number of samples of a module: enough that no two expressions agree on all of them. */
const SAMPLES = 40;

/** A construct as a Terraform module, before it is written to files. */
export interface DerivedModule {
  readonly kind: ModuleKind;
  readonly platform: Platform;
  readonly samples: readonly Sample[];
  readonly inputs: readonly Inputs[];
  /** The locals that resources share, then the resources. */
  readonly resources: readonly Item[];
  readonly outputs: readonly Item[];
  readonly data: EnvironmentData;
}

/** Derives every resource of a module from the output that the construct has for sample inputs. */
export function deriveModule(kind: ModuleKind, platform: Platform): DerivedModule {
  const inputs = sampleInputs(kind, platform);
  requireVariety(kind, platform, inputs);
  const samples = inputs.map((each) => synthesise(kind, withoutQuota(platform), each));
  const data = new EnvironmentData();
  const conditions = conditionsOf(kind, platform);
  const addresses = new Addresses(samples, conditions, protectionsOf(kind, platform));
  const vocabulary: Vocabulary = { terms: termsOf(kind, platform), conditions, data, reference: (text) => addresses.rewritten(text) };
  const derive: Derive = (values, path) => new Derivation(vocabulary, samples, values, path);
  const { items, locals } = hoistMetadata(addresses.all.flatMap((address) => resourceItems(derive, samples, address)));
  const outputs = outputItems(kind, samples, derive);
  const resources = [...(locals.length > 0 ? [block('locals', [], locals)] : []), ...addresses.locals(), ...items];
  const written = [...kind.locals(platform), ...kind.rules(platform).map(({ condition }) => ({ hcl: condition }))].map(({ hcl }) => hcl);
  const text = file([...resources, ...outputs]);
  keepUsed(data, platform, [text, ...written].join('\n'));
  const facts = platform.environments.map((environment) => JSON.stringify(data.of(environment.name)));
  refuseSampleNames(kind, platform, inputs, [text, ...facts].join('\n'));
  return { kind, platform, samples, inputs, resources, outputs, data };
}

/** Refuses a variable that is the same in every sample: the module would have a constant in its place. */
function requireVariety(kind: ModuleKind, platform: Platform, inputs: readonly Inputs[]): void {
  for (const { limit, prop } of kind.variables(platform)) {
    const values = new Set(inputs.map((each) => each[prop]));
    const wanted = limit.enum?.length ?? 2;
    if (values.size >= Math.min(wanted, inputs.length)) continue;
    throw new GoldenPathError('RefusedByCommand', `module ${kind.name}`, [
      {
        path: prop,
        got: `${values.size} values in the samples`,
        allowed: `${wanted} or more, or the module would have it as a constant`,
        fix: 'report it to the authors of the library',
      },
    ]);
  }
}

/** Refuses a module in which the name of a sample stands: it would have it in place of the caller's. */
function refuseSampleNames({ name, required }: ModuleKind, platform: Platform, inputs: readonly Inputs[], text: string): void {
  const props = ['serviceName', ...Object.keys(required(platform)).filter((prop) => prop.endsWith('Name'))];
  const found = inputs.flatMap((each) => props.map((prop) => String(each[prop]))).find((sample) => text.includes(sample));
  if (found !== undefined) throw underivable([name], [`a text with the name ${found} of a sample`]);
}

/** Each team at least once and each environment several times, each with other values. */
function sampleInputs(kind: ModuleKind, platform: Platform): Inputs[] {
  const { environments, teams } = platform;
  const count = Math.max(SAMPLES, 8 * environments.length, teams.length);
  return Array.from({ length: count }, (_, index) => ({
    ...kind.sample(platform, index),
    serviceName: `${sampleName(platform, 'services', index % 3)}-${index}x`,
    teamName: teams[teamAt(index, teams.length)].name,
    environment: environments[(index + Math.floor(index / environments.length)) % environments.length].name,
  }));
}

/** Every round has each team once, and begins further on than the one before, so that no team keeps step with an environment. */
function teamAt(index: number, teams: number): number {
  const round = Math.floor(index / teams);
  return (index + (round * (round + 1)) / 2) % teams;
}

function outputItems(kind: ModuleKind, samples: readonly Sample[], derive: Derive): Item[] {
  const names = Object.keys(samples[0].outputs);
  return names.map((name) => {
    const of = (field: string) => derive(samples.map(({ outputs }) => outputs[name][field]), ['output', name, field]).expression();
    return block('output', [name], [argument('description', of('description')), argument('value', of('value'))]);
  }).concat((kind.outputs ?? []).map(({ name, value, text }) => block('output', [name], [
    argument('description', literal(text)), argument('value', raw(value)),
  ])));
}
