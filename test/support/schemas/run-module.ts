import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Gives JSON to a program of this folder and reads the JSON that it prints. */
export function runModule<T>(program: string, input: unknown): T {
  const output = execFileSync(process.execPath, [join(__dirname, program)], { input: JSON.stringify(input), encoding: 'utf8', maxBuffer: 2 ** 26 });
  return JSON.parse(output) as T;
}
