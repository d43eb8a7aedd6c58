import * as fs from 'node:fs';
import * as path from 'node:path';
import { DefaultTokenResolver, StringConcat, TerraformStack, Tokenization } from 'cdktf';
import { canonical } from '../core/canonical';
import { libraryVersion } from '../core/version';
import type { LiftedFinding } from '../guardrails/exceptions';
import type { AppStack } from './app-stack';

/** The file of the output that says what its stacks are. */
export const RECORD = 'golden-path.json';

/** Grows with every change of its form that an older reader would misunderstand. */
export const RECORD_VERSION = 1;

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
  readonly environment: string;
  readonly production: boolean;
  readonly awsAccountId: string;
  readonly region: string;
  /** Relative to the output. */
  readonly directory: string;
  readonly exceptions: readonly RecordedException[];
}

/** What a synth wrote, stack by stack; those that belong to no platform are only in CDKTF's own manifest. */
export interface SynthRecord {
  readonly recordVersion: number;
  /** The version of this library. */
  readonly version: string;
  readonly stacks: Readonly<Record<string, RecordedStack>>;
}

/** Writes what the stacks are into an output folder. */
export function writeRecord(folder: string, contexts: readonly AppStack[], lifted: readonly LiftedFinding[]): void {
  const stacks = Object.fromEntries(contexts.map((context) => [context.stack.node.id, recorded(context, lifted)]));
  const record: SynthRecord = { recordVersion: RECORD_VERSION, version: libraryVersion(), stacks };
  fs.writeFileSync(path.join(folder, RECORD), prettyJson(record));
}

/** A value as JSON for readers: the same text whatever the order of its keys. */
export function prettyJson(value: unknown): string {
  return `${JSON.stringify(JSON.parse(canonical(value)), undefined, 2)}\n`;
}

function recorded(context: AppStack, lifted: readonly LiftedFinding[]): RecordedStack {
  const { environment, owner, service, stack } = context;
  return {
    ...(service !== undefined && { service }),
    ...(owner && { team: owner.team.name }),
    environment: environment.name,
    production: environment.production,
    awsAccountId: environment.awsAccountId,
    region: environment.awsRegion,
    directory: `stacks/${stack.node.id}`,
    exceptions: exceptionsOf(context, lifted),
  };
}

/** The exceptions of a stack, each once, in an order that does not follow that of the code. */
function exceptionsOf({ exceptions, stack }: AppStack, lifted: readonly LiftedFinding[]): RecordedException[] {
  const start = `${stack.node.path}/`;
  const own = lifted.filter(({ finding, silent }) => !silent && finding.subject.stack.name === stack.node.id);
  const all = [
    ...exceptions.explained
      .filter(({ construct }) => TerraformStack.of(construct) === stack)
      .map(({ construct, what, reason }) => ({ path: construct.node.path, what, reason })),
    ...own.map(({ finding, reason }) => ({ path: finding.subject.path, what: finding.what ?? finding.got, reason })),
  ];
  const texts = all.map(({ path: construct, what, reason }) =>
    canonical({
      construct: construct.startsWith(start) ? construct.slice(start.length) : construct,
      what: resolved(stack, what),
      reason: resolved(stack, reason),
    }),
  );
  return [...new Set(texts)].sort().map((text) => JSON.parse(text) as RecordedException);
}

/** A text as Terraform gets it, references written out. */
function resolved(scope: AppStack['stack'], text: string): string {
  return String(Tokenization.resolve(text, { scope, resolver: new DefaultTokenResolver(new StringConcat()) }));
}
