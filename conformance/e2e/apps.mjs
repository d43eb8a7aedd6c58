import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OUTPUT } from '../../scripts/steps/synth.mjs';
import { filesBelow, foldersIn } from '../../scripts/support/files.mjs';
import { attempt, ROOT } from '../../scripts/support/run.mjs';

/** The examples as their teams would have them: `{ name, folder, files, manifest, command }`. */
export async function readApps(root = ROOT) {
  // One in another language has no package.json.
  const names = foldersIn(join(root, 'apps')).filter((name) => existsSync(join(root, 'apps', name, 'package.json'))).sort();
  return Promise.all(
    names.map(async (name) => {
      const folder = join(root, 'apps', name);
      // Without a command to synthesise with it is a package that others import.
      const command = existsSync(join(folder, 'cdktf.json')) ? read(folder, 'cdktf.json').app : undefined;
      return { name, folder, files: await committed(folder), manifest: read(folder, 'package.json'), command };
    }),
  );
}

/** Copies an app's files, all of them regular ones. */
export function copyApp({ folder, files }, into) {
  for (const file of files) {
    mkdirSync(join(into, dirname(file)), { recursive: true });
    cpSync(join(folder, file), join(into, file));
  }
}

/** What is or would be committed; in an unpacked archive, what neither an install nor a synth made. */
async function committed(folder) {
  const command = ['git', 'ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const { code, output } = await attempt(command, { cwd: folder }).catch((error) => ({ code: error.code, output: '' }));
  const files = code === 0 ? output.split('\0').filter(Boolean) : filesBelow(folder).filter((file) => !made(file));
  return files.filter((file) => existsSync(join(folder, file))).sort();
}

function read(folder, file) {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}

function made(file) {
  return file.split('/').some((part) => [OUTPUT, 'node_modules'].includes(part));
}
