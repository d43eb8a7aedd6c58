import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');

/** The package with the actions of templates. */
const SOURCE = join(ROOT, 'packages', 'backstage-actions');

/** What of it is compiled. */
const PARTS = ['package.json', 'tsconfig.json', 'src'];

/**
 * Compiles the actions against the packages of the backend that is to load them.
 *
 * @param installed where these packages are
 * @returns the folder of the module
 * @throws with what the compiler says
 */
export function buildActions(installed: string, work: string): string {
  const folder = join(work, 'actions', 'backstage-actions');
  mkdirSync(folder, { recursive: true });
  for (const part of PARTS) cpSync(join(SOURCE, part), join(folder, part), { recursive: true });
  symlinkSync(join(installed, 'node_modules'), join(work, 'actions', 'node_modules'), 'junction');
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  // A backend has no types of Node.
  const types = ['--typeRoots', join(ROOT, 'node_modules', '@types')];
  try {
    execFileSync(process.execPath, [compiler, '--project', folder, ...types], { encoding: 'utf8', stdio: 'pipe' });
  } catch (cause) {
    throw new Error(`the actions do not compile:\n${(cause as { stdout: string }).stdout}`, { cause });
  }
  return folder;
}
