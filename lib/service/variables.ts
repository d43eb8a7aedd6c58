import type { ConnectOptions } from './connection';

/** Names the variables of a connection: with the given prefix, else with the name of the target. */
export function variableNames(name: string, { envPrefix }: ConnectOptions): (suffix: string) => string {
  // A variable cannot begin with a digit, but a name can.
  const prefix = envPrefix ?? `${screamingSnake(name)}_`.replace(/^(?=[0-9])/, '_');
  return (suffix) => `${prefix}${screamingSnake(suffix)}`;
}

/** `api-key` and `apiKey` as `API_KEY`. */
export function screamingSnake(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();
}
