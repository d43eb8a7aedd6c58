import { byCode } from '../../core/by-code';
import { isPlainObject, many } from '../../core/json';
import type { Json } from '../../core/json';
import { showPath } from '../../core/problems';
import { libraryVersion } from '../../core/version';
import { heldByTerraform, movesOf } from '../../output/held-data';
import type { HeldData, Move } from '../../output/held-data';
import { RECORD } from '../../output/record';
import type { RecordedException, RecordedStack } from '../../output/record';
import { REPOSITORY } from '../../output/repository-tree';
import { Checkout } from '../checkout';
import type { Refusal } from '../refusal';
import { Trouble } from '../refusal';
import { readJson } from './json-file';
import { readRecord } from './read-record';
import { terraformHash } from './terraform-hash';
import { gitopsHashes, repositoryHashes } from './tree-hash';
import { changedSinceSynth } from './unchanged';

/** The file in which CDKTF lists the stacks. */
export const MANIFEST = 'manifest.json';

/** A stack in the output of a synth. Fields that only stacks with a platform have are absent in others. */
export interface SynthesisedStack extends Partial<Omit<RecordedStack, 'guarantees'>> {
  readonly name: string;
  /** Relative to the output. */
  readonly directory: string;
  readonly exceptions: readonly RecordedException[];
  /** The data of the stack; without a platform, it is read from the stack's JSON. */
  readonly data: readonly HeldData[];
  /** The `moved` blocks of its JSON. */
  readonly moves: readonly Move[];
  /** The names of the stacks that it depends on. */
  readonly dependsOn: readonly string[];
  /** The fingerprint of Terraform's input. */
  readonly terraform: string;
  /** The fingerprint of Argo CD's input. */
  readonly gitops?: string;
  /** The fingerprint of the files for the repository of the code. */
  readonly repository?: string;
}

/** The output of a synth. */
export interface Synthesised {
  /** The version of the library that wrote it. */
  readonly version: string;
  /** The versions of Terraform's providers, by their source. */
  readonly providers: Readonly<Record<string, string>>;
  /** In the order of their names. */
  readonly stacks: readonly SynthesisedStack[];
}

/** Reads an output folder, or adds its problems to the refusal. */
export function readSynthesised(from: string, refusal: Refusal): Synthesised | undefined {
  const output = refusal.attempt(showPath(from), () => Checkout.at(from, 'run npm run synth first, or set its output folder with --from'));
  if (!output) return undefined;
  const at = (file: string) => `${from}/${file}`;
  const manifest = refusal.attempt(at(MANIFEST), () => readManifest(output));
  // A repository without a stack has no record, or one of an earlier synth.
  if (manifest?.length === 0) return { version: libraryVersion(), providers: {}, stacks: [] };
  const record = refusal.attempt(at(RECORD), () => readRecord(output, withoutGuarantees));
  if (!manifest || !record) return undefined;
  const changed = changedSinceSynth(output.root, record, manifest.map(({ name }) => name));
  for (const problem of changed) refusal.add({ ...problem, path: at(problem.path) });
  const gitops = refusal.attempt(at('gitops'), () => gitopsHashes(output, record)) ?? new Map();
  const repositories = refusal.attempt(at(REPOSITORY), () => repositoryHashes(output, record)) ?? new Map();
  const providers = new Map<string, Set<string>>();
  const stacks = manifest.flatMap(({ name, dependsOn }): SynthesisedStack[] => {
    const directory = `stacks/${name}`;
    const own = Object.hasOwn(record.stacks, name) ? record.stacks[name] : undefined;
    const read = refusal.attempt(at(`${directory}/cdk.tf.json`), () => {
      const json = readJson(output, `${directory}/cdk.tf.json`);
      collectProviders(json, providers);
      const data = own?.data ?? heldByTerraform(json);
      return { terraform: terraformHash(output, directory, json), moves: movesOf(json), data };
    });
    if (!read) return [];
    const trees = {
      ...(gitops.has(name) && { gitops: gitops.get(name) }),
      ...(repositories.has(name) && { repository: repositories.get(name) }),
    };
    return [{ exceptions: [], ...own, name, directory, dependsOn, ...read, ...trees }];
  });
  return { version: record.version, providers: versionsOf(providers), stacks };
}

interface ManifestStack {
  readonly name: string;
  readonly dependsOn: readonly string[];
}

/** The stacks in CDKTF's manifest, which lists dependencies by construct path. */
export function readManifest(output: Checkout): ManifestStack[] {
  const { stacks } = readJson(output, MANIFEST);
  if (!isPlainObject(stacks)) throw new Trouble('no stacks', "CDKTF's manifest", 'run npm run synth again');
  const names = new Map(Object.entries(stacks).map(([name, stack]) => [(stack as Json).constructPath, name]));
  return Object.entries(stacks)
    .map(([name, stack]) => {
      const { dependencies = [] } = stack as { dependencies?: readonly string[] };
      return { name, dependsOn: dependencies.map((path) => names.get(path) ?? path).sort(byCode) };
    })
    .sort((one, other) => byCode(one.name, other.name));
}

/** Nine tenths of a record, which only plans are checked against. */
function withoutGuarantees(stack: RecordedStack): Omit<RecordedStack, 'guarantees'> {
  return Object.fromEntries(Object.entries(stack).filter(([name]) => name !== 'guarantees')) as Omit<RecordedStack, 'guarantees'>;
}

function collectProviders({ terraform }: Json, versions: Map<string, Set<string>>): void {
  for (const { required_providers: required } of many(terraform)) {
    for (const [name, provider] of many(required).flatMap((each) => Object.entries(each))) {
      const { source = name, version = 'any' } = isPlainObject(provider) ? provider : { version: provider };
      versions.set(String(source), (versions.get(String(source)) ?? new Set<string>()).add(String(version)));
    }
  }
}

function versionsOf(versions: ReadonlyMap<string, ReadonlySet<string>>): Record<string, string> {
  return Object.fromEntries([...versions].map(([source, all]) => [source, [...all].sort(byCode).join(' | ')]));
}
