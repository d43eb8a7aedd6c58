import { createInterface } from 'node:readline';

/** Somebody who answers questions. */
export interface Interview {
  /** The line that was typed, or nothing once nobody answers any more. */
  ask(question: string): Promise<string | undefined>;
  /** Says something between two questions. */
  say(text: string): void;
  /** Lets go of the terminal. */
  end(): void;
}

/** The streams of a terminal. */
export interface Streams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Whether lines can be edited; a test's streams cannot. */
  readonly terminal: boolean;
}

/** Asks at a terminal, where Ctrl+C and Ctrl+D end the interview. */
export function interviewAt({ input, output, terminal }: Streams): Interview {
  const reader = createInterface({ input, output, terminal });
  // An iterator keeps lines that come before they are asked for, as those of a paste do.
  const lines = reader[Symbol.asyncIterator]();
  return {
    ask: async (question) => {
      reader.setPrompt(question);
      reader.prompt();
      const { done, value } = await lines.next();
      return done ? undefined : (value as string);
    },
    say: (text) => void output.write(text),
    end: () => reader.close(),
  };
}
