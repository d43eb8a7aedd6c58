import { join } from 'node:path';
import { runToEnd } from '../run-to-end';
import type { Finished } from '../run-to-end';
import { inWorkFolder } from '../terraform/work-folder';

/** Helm refused its input or broke. The message is its own. */
export class HelmError extends Error {}

/** Runs one command of Helm after another, each to its end, whatever that is. */
export type Helm = (...args: readonly string[]) => Promise<Finished>;

/** Lends a Helm to an action that knows nothing of this machine's: no repositories, plugins, cluster or network. */
export async function withHelm<T>(binary: string, action: (helm: Helm) => Promise<T>): Promise<T> {
  return inWorkFolder(async (home) => action(async (...args) => runToEnd(binary, args, { env: environment(home) })));
}

/** Nothing listens there; loopback is asked without a proxy. */
const NO_NETWORK = 'http://127.0.0.1:1';

function environment(home: string): NodeJS.ProcessEnv {
  const own = ['CACHE', 'CONFIG', 'DATA'].map((kind) => [`HELM_${kind}_HOME`, join(home, kind.toLowerCase())]);
  return { HOME: home, PATH: process.env.PATH, HTTP_PROXY: NO_NETWORK, HTTPS_PROXY: NO_NETWORK, ...Object.fromEntries(own) };
}

/** What a command printed, which has to have gone well. */
export function printed(subject: string, { status, stdout, stderr }: Finished): string {
  if (status === 0) return stdout;
  throw new HelmError(`helm cannot ${subject} (exit status ${status}):\n${stderr}${stdout}`.trim());
}
