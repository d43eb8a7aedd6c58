import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'];

/** Lends a new folder to an action and removes it afterwards, also where the process is told to end. */
export async function inTemporaryFolder(name, action) {
  const folder = mkdtempSync(join(tmpdir(), `golden-path-${name}-`));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  const end = (signal) => {
    remove();
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of SIGNALS) process.once(signal, end);
  try {
    return await action(folder);
  } finally {
    for (const signal of SIGNALS) process.off(signal, end);
    remove();
  }
}
