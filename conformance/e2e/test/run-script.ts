import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a program of `conformance/e2e/` is imported by. */
export function script(file: string): string {
  return pathToFileURL(join(__dirname, '..', file)).href;
}

/**
 * Calls exported functions of `conformance/e2e/`: the body of an asynchronous function gets them by name, and `input`, and returns
 * what JSON can hold. In a process of its own, since jest's module loader cannot load ES modules.
 */
export function runScript<T>(file: string, body: string, input: unknown = undefined): T {
  const text = `
    const module = await import(${JSON.stringify(script(file))});
    const call = Object.getPrototypeOf(async () => {}).constructor('module', 'input', ${JSON.stringify(body)});
    console.log(JSON.stringify((await call(module, ${JSON.stringify(input) ?? 'undefined'})) ?? null));
  `;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', text], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return JSON.parse(output.trim().split('\n').at(-1)!) as T;
}
