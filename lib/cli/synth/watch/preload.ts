/**
 * What a process of an app does before its program, if `golden-path synth --watch` started it: it loads the packages that the last
 * run loaded, and waits until it is told to go on. Loaders such as tsx come before it; the app's own code comes after the edit.
 */
import * as fs from 'node:fs';
import { createRequire } from 'node:module';

/** The variable that asks for it: the file that lists the modules which the last run loaded. This run writes it when it ends. */
export const PRELOAD_VARIABLE = 'GOLDEN_PATH_PRELOAD';

/** Whether a module is of a package: edits of it are not expected. */
export function isOfPackage(file: string): boolean {
  return /(?:^|[\\/])node_modules[\\/]/.test(file);
}

function preload(modules: string): void {
  const load = createRequire(__filename);
  for (const file of listed(modules).filter(isOfPackage)) {
    try {
      load(file);
    } catch {
      // The app itself says so, if it needs the module.
    }
  }
  // Nothing more to read means that the command is gone.
  const variables = fs.readFileSync(0, 'utf8');
  if (variables === '') process.exit(0);
  Object.assign(process.env, JSON.parse(variables));
  Reflect.deleteProperty(process.env, PRELOAD_VARIABLE);
  process.on('exit', (status) => {
    // A program that failed has not loaded all that it needs.
    if (status === 0 || !fs.existsSync(modules)) list(modules, Object.keys(load.cache));
  });
}

function listed(modules: string): string[] {
  return fs.existsSync(modules) ? (JSON.parse(fs.readFileSync(modules, 'utf8')) as string[]) : [];
}

function list(modules: string, files: readonly string[]): void {
  try {
    fs.writeFileSync(`${modules}.part`, JSON.stringify(files));
    fs.renameSync(`${modules}.part`, modules);
  } catch {
    // The command is gone.
  }
}

const asked = process.env[PRELOAD_VARIABLE];
if (asked !== undefined) preload(asked);
