import { createHash } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/support/run.mjs';

/** Where what is fetched, packed or generated once is kept. */
export const CACHE = join(ROOT, 'node_modules/.cache/golden-path');

/** A folder that is made once, and again where something that decides it changed. One that was interrupted does not pass for whole. */
export async function once(name, deciding, make) {
  const fingerprint = createHash('sha256').update(JSON.stringify(deciding)).digest('hex').slice(0, 8);
  const folder = join(CACHE, `${name}-${fingerprint}`);
  if (existsSync(folder)) return folder;
  rmSync(`${folder}.unfinished`, { recursive: true, force: true });
  await make(`${folder}.unfinished`);
  renameSync(`${folder}.unfinished`, folder);
  return folder;
}
