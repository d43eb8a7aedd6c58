import type { EventEmitter } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { spelledOut } from '../core/text';

/** The output of a command and its questions. Tests pass their own. */
export interface Output {
  /** Writes a result to standard output. */
  print(text: string): void;
  /** Writes an error to standard error. */
  complain(text: string): void;
  /** Whether a person can answer. */
  readonly interactive: boolean;
  /** Asks a yes-or-no question. */
  confirm(question: string): Promise<boolean>;
}

/** The terminal, or the streams of a CI job. */
export function processOutput(): Output {
  for (const stream of [process.stdout, process.stderr]) letClose(stream);
  return {
    print: (text) => void process.stdout.write(text),
    complain: (text) => void process.stderr.write(text),
    interactive: process.stdin.isTTY === true && process.stdout.isTTY === true,
    confirm: async (question) => {
      const terminal = createInterface({ input: process.stdin, output: process.stdout });
      try {
        return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
      } finally {
        terminal.close();
      }
    },
  };
}

/** Lets the reader of a stream leave, as `head -1` does: what is written after that is for nobody, and no error. */
export function letClose(stream: EventEmitter): void {
  if (stream.listeners('error').includes(ignoreClosed)) return;
  stream.on('error', ignoreClosed);
}

function ignoreClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/**
 * Makes a text safe for a terminal: control characters, which could change the text that the reader sees, are spelled
 * out. Tabs and line breaks stay.
 */
export function visible(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, spelledOut);
}

/** A number of things, such as `1 stack` and `2 stacks`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
