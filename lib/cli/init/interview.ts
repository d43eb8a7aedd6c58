import { createInterface } from 'node:readline';

/** A person who answers questions. */
export interface Interview {
  /** The line that was typed, or nothing after the end of the input. */
  ask(question: string): Promise<string | undefined>;
  /** Prints a text between two questions. */
  say(text: string): void;
  /** Releases the terminal. */
  end(): void;
}

/** The streams of a terminal. */
interface Streams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Whether lines can be edited; not with a test's streams. */
  readonly terminal: boolean;
}

/** Asks at a terminal, where Ctrl+C and Ctrl+D end the interview. */
export function interviewAt({ input, output, terminal }: Streams): Interview {
  const reader = createInterface({ input, output, terminal });
  // An iterator keeps lines that arrive before their question, such as pasted lines.
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
