import { createInterface } from 'node:readline/promises';

/** Where a command writes and whom it asks; a test gives one of its own. */
export interface Output {
  /** Writes what the command is for. */
  print(text: string): void;
  /** Writes why it did not do it. */
  complain(text: string): void;
  /** Whether somebody is there to answer. */
  readonly interactive: boolean;
  /** Asks for a yes. */
  confirm(question: string): Promise<boolean>;
}

/** The terminal, or what stands in for one in CI. */
export function processOutput(): Output {
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

/**
 * A text of a file as a terminal may get it: control characters, which could rewrite what the reader sees, are spelled
 * out. Tabs and line breaks stay.
 */
export function visible(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, spelled);
}

function spelled(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
