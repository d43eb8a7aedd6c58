import * as path from 'node:path';
import { TerraformStack } from 'cdktf';
import { canonical, inOrder } from '../core/canonical';
import { GoldenPathError } from '../core/errors';
import { groupedBy } from '../core/grouped-by';
import { withReferences } from '../core/references';
import { libraryVersion } from '../core/version';
import type { Explained, LiftedFact } from '../guardrails/exceptions';
import type { AppStack } from './app-stack';
import { filesBelow } from './file-hashes';
import { GITOPS } from './gitops-tree';
import type { HeldData } from './held-data';
import { STACKS } from './moves';
import { readFile } from './read-files';
import type { ReadFiles } from './read-files';
import { recordedGuarantees } from './recorded-guarantees';
import type { RecordedGuarantees } from './recorded-guarantees';
import { REPOSITORY } from './repository-tree';
import type { RepositoryFiles } from './repository-tree';
import { lazily, writeSealed } from './sealed-file';
import { ownersOfTree } from './tree-owners';

/** The file of the output that says what its stacks are. */
export const RECORD = 'golden-path.json';

/** Grows with every change of its form that an older reader would misunderstand. */
export const RECORD_VERSION = 2;

/** What a written reason allows. */
export interface RecordedException {
  /** The path of the construct in its stack. */
  readonly construct: string;
  readonly what: string;
  readonly reason: string;
}

/** What a stack is, for those who have only the output. */
export interface RecordedStack {
  /** Absent in a stack that holds no service, such as the platform's own. */
  readonly service?: string;
  /** Absent where nobody owns it. */
  readonly team?: string;
  /** Who reviews what it writes, as a file of code owners names them; absent where nobody owns it. */
  readonly codeOwner?: string;
  readonly environment: string;
  readonly production: boolean;
  readonly awsAccountId: string;
  readonly region: string;
  /** Relative to the output. */
  readonly directory: string;
  readonly exceptions: readonly RecordedException[];
  /** What has to hold of its plans. */
  readonly guarantees: RecordedGuarantees;
  /** What of it holds data, in Terraform and in the GitOps tree. */
  readonly data: readonly HeldData[];
}

/** What a synth wrote, stack by stack; those that belong to no platform are only in CDKTF's own manifest. */
export interface SynthRecord {
  readonly recordVersion: number;
  /** The version of this library. */
  readonly version: string;
  readonly stacks: Readonly<Record<string, RecordedStack>>;
  /** The files of each repository of code, by the name of its service; absent if the app writes none. */
  readonly repositories?: Readonly<Record<string, RepositoryFiles>>;
  /** The hash of each file of the output that Terraform, Argo CD or a repository of code gets, by its path. */
  readonly files: Readonly<Record<string, string>>;
  /** The hash of all of the above: what is changed by hand is found out. */
  readonly digest: string;
}

/**
 * Writes what the stacks are into an output folder that has all else already: what is read there is what is recorded.
 *
 * @param read the files that were read there before
 */
export function writeRecord(
  folder: string,
  contexts: readonly AppStack[],
  lifted: readonly LiftedFact[],
  repositories: Readonly<Record<string, RepositoryFiles>> = {},
  read: ReadFiles = {},
): void {
  const byStack = groupedBy(lifted, ({ stack }) => stack);
  const explained = groupedBy(contexts[0]?.exceptions.explained ?? [], ({ construct }) => TerraformStack.of(construct).node.id);
  const of = new Map(contexts.map((context) => [context.stack.node.id, context]));
  const facts = new Map([...of].map(([id, context]) => [id, factsOf(context, byStack.get(id) ?? [], explained.get(id) ?? [])]));
  const { data, hashes } = readOutput(folder, facts, read);
  // What has to hold of a stack is most of the record: of a large app, no two of them are in memory at once.
  const stacks = lazily(
    of.keys(),
    (id): RecordedStack => ({
      ...facts.get(id)!,
      guarantees: recordedGuarantees(of.get(id)!, byStack.get(id) ?? []),
      data: data.get(id) ?? [],
    }),
  );
  const record: Omit<SynthRecord, 'digest'> = {
    recordVersion: RECORD_VERSION,
    version: libraryVersion(),
    stacks,
    ...(Object.keys(repositories).length > 0 && { repositories }),
    files: hashes,
  };
  writeSealed(path.join(folder, RECORD), { ...record });
}

/**
 * What each stack holds, in its own JSON and in the files of the GitOps tree that are its own, and the hash of each file. One file
 * after the other is read, and none is kept.
 */
function readOutput(folder: string, stacks: ReadonlyMap<string, StackFacts>, read: ReadFiles) {
  const data = new Map<string, HeldData[]>([...stacks.keys()].map((name) => [name, []]));
  const own = new Map([...stacks].map(([name, { directory }]) => [`${directory}/cdk.tf.json`, name]));
  const hashes: Record<string, string> = {};
  const unresolved: string[] = [];
  const ownersOf = ownersOfTree(stacks);
  for (const file of [STACKS, GITOPS, REPOSITORY].flatMap((area) => filesBelow(folder, area))) {
    const known = read[file] ?? readFile(folder, file);
    hashes[file] = known.hash;
    if (known.unresolved) unresolved.push(file);
    if (known.held.length === 0) continue;
    const stack = own.get(file);
    if (stack !== undefined) data.get(stack)!.push(...known.held);
    if (!file.startsWith(`${GITOPS}/`)) continue;
    for (const owner of ownersOf(file.slice(GITOPS.length + 1))) data.get(owner)?.push(...known.held);
  }
  refuseTokens(unresolved);
  return { data, hashes };
}

/** A token that nobody resolved would reach Terraform or Argo CD as text. Each document was searched; this is for all the rest. */
function refuseTokens(files: readonly string[]): void {
  const problems = files.map((file) => ({
    path: file,
    got: 'a token that CDKTF did not resolve',
    allowed: 'literals and references of Terraform',
    fix: 'pass the value as a prop of a resource, where CDKTF resolves it, and not as part of a key or of text that was cut',
  }));
  if (problems.length > 0) throw new GoldenPathError('TokenInManifest', 'App', problems);
}

/** A value as JSON for readers: the same text whatever the order of its keys. */
export function prettyJson(value: unknown): string {
  return `${JSON.stringify(inOrder(value), undefined, 2)}\n`;
}

type StackFacts = Omit<RecordedStack, 'data' | 'guarantees'>;

function factsOf(context: AppStack, lifted: readonly LiftedFact[], explained: readonly Explained[]): StackFacts {
  const { environment, owner, platform, service, stack } = context;
  return {
    ...(service !== undefined && { service }),
    ...(owner && { team: owner.team.name, codeOwner: `@${platform.organization}/${owner.team.catalogGroup}` }),
    environment: environment.name,
    production: environment.production,
    awsAccountId: environment.awsAccountId,
    region: environment.awsRegion,
    directory: `stacks/${stack.node.id}`,
    exceptions: exceptionsOf(context, lifted, explained),
  };
}

/** The exceptions of a stack, each once, in an order that does not follow that of the code. */
function exceptionsOf({ stack }: AppStack, lifted: readonly LiftedFact[], explained: readonly Explained[]): RecordedException[] {
  const start = `${stack.node.path}/`;
  const own = lifted.filter(({ silent }) => !silent);
  const all = [
    ...explained.map(({ construct, what, reason }) => ({ path: construct.node.path, what, reason })),
    ...own.map(({ path: construct, what, reason }) => ({ path: construct, what, reason })),
  ];
  const texts = all.map(({ path: construct, what, reason }) =>
    canonical({
      construct: construct.startsWith(start) ? construct.slice(start.length) : construct,
      what: withReferences(stack, what),
      reason: withReferences(stack, reason),
    }),
  );
  return [...new Set(texts)].sort().map((text) => JSON.parse(text) as RecordedException);
}
