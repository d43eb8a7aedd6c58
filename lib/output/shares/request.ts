import type { IConstruct } from 'constructs';

/** One process of several that synthesise an app together. */
export interface ShareOfApp {
  /** A folder that is theirs, on the disk of the output. */
  readonly folder: string;
  /** The first one, 0, puts the parts together. */
  readonly index: number;
  readonly count: number;
  /** The number of the process that started them. */
  readonly startedBy: number;
}

/** What the command that runs an app asks of its synthesis, beside what the app says itself. */
export interface SynthRequest {
  readonly share?: ShareOfApp;
  /** The services whose stacks are asked for; all of them, if it is left out. */
  readonly only?: readonly string[];
  /** The output folder that only they may be written to. */
  readonly outdir?: string;
  /** Whether tokens note where they were made. */
  readonly trace?: boolean;
}

/** The key of CDKTF's context by which the command hands it to the app. */
export const REQUEST_KEY = 'goldenPathSynth';

/** What is asked of the app that a construct belongs to; nothing if no command runs it. */
export function synthRequest(construct: IConstruct): SynthRequest {
  return (construct.node.root.node.tryGetContext(REQUEST_KEY) ?? {}) as SynthRequest;
}
