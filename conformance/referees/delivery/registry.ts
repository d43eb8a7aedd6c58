import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { freeAddress } from '../ports';

const TRIES = 100;
const PAUSE_MILLISECONDS = 50;

/** A registry on loopback, by crane. */
export interface ServedRegistry {
  /** Its host with the port. */
  readonly host: string;
  readonly stop: () => void;
}

/** Serves a registry that keeps its images in a folder. */
export async function serveRegistry(crane: string, folder: string): Promise<ServedRegistry> {
  mkdirSync(folder, { recursive: true });
  const host = await freeAddress();
  const child = spawn(crane, ['registry', 'serve', '--address', host, '--disk', folder], { stdio: 'ignore' });
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (await fetch(`http://${host}/v2/`).then(({ ok }) => ok, () => false)) return { host, stop: () => child.kill() };
    await setTimeout(PAUSE_MILLISECONDS);
  }
  child.kill();
  throw new Error(`crane registry serve does not answer at ${host}`);
}
