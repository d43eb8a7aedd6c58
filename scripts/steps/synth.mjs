import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from '../support/run.mjs';

/** Where the command in cdktf.json writes, relative to the root. */
export const OUTPUT = 'cdktf.out';

/** Runs the app command of cdktf.json as the CDKTF command line does. A step of a report. */
export async function synthesise() {
  const { app, context = {} } = JSON.parse(readFileSync(join(ROOT, 'cdktf.json'), 'utf8'));
  // The apps see the compiled package, as a team does; by itself tsx follows the paths of tsconfig.json to lib/.
  const env = { ...process.env, CDKTF_CONTEXT_JSON: JSON.stringify(context), TSX_TSCONFIG_PATH: 'tsconfig.build.json' };
  delete env.CDKTF_OUTDIR;
  await run(shell(app), { env });
  const removed = removeStale();
  const count = Object.keys(readManifest().stacks).length;
  return { note: `${count} stacks${removed.length > 0 ? `; removed what no app makes any more: ${removed.join(', ')}` : ''}` };
}

/** What the last synth wrote: the stacks by name. */
export function readManifest() {
  return JSON.parse(readFileSync(join(ROOT, OUTPUT, 'manifest.json'), 'utf8'));
}

/** CDKTF leaves the folder of a stack that was renamed or removed, and it would be planned and applied again. */
function removeStale() {
  const folder = join(ROOT, OUTPUT, 'stacks');
  const { stacks } = readManifest();
  const stale = existsSync(folder) ? readdirSync(folder).filter((name) => !(name in stacks)) : [];
  for (const name of stale) rmSync(join(folder, name), { recursive: true });
  return stale;
}

/** The app command is a shell's, by CDKTF's definition. */
function shell(command) {
  return process.platform === 'win32' ? ['cmd', '/d', '/s', '/c', command] : ['sh', '-c', command];
}
