import * as fs from 'node:fs';
import * as path from 'node:path';
import { showPath } from '../../core/problems';
import type { Refusal } from '../refusal';

/** The files and folders that Terraform adds to the folder of a module. */
const LEFT_BY_TERRAFORM = ['.terraform', '.terraform.lock.hcl'];

/** Every file of a module is of one of these kinds. */
const OF_A_MODULE = /^(?:[a-z]+\.tf|README\.md|(?:examples\/[a-z-]+\/main\.tf)|(?:tests\/[a-z-]+\.tftest\.hcl))$/;

/** Whether a module has a file of this name. */
export function isOfModule(file: string): boolean {
  return OF_A_MODULE.test(file);
}

/** Refuses a folder with files that no module has, since a folder is replaced as a whole. */
export function checkFolder(folder: string, refusal: Refusal): void {
  for (const file of filesIn(folder).filter((name) => !isOfModule(name))) {
    refusal.add({
      path: showPath(path.join(folder, file)),
      got: 'a file that is not of a module',
      allowed: 'a folder that is new, empty or of an earlier version of the module',
      fix: 'move it away, or use another folder',
    });
  }
}

/** Replaces the files of a folder, and says what changed. */
export function replaceFolder(folder: string, files: Readonly<Record<string, string>>): string[] {
  const before = filesIn(folder);
  const changes: string[] = [];
  for (const [name, text] of Object.entries(files)) {
    const target = path.join(folder, name);
    const present = before.includes(name) ? fs.readFileSync(target, 'utf8') : undefined;
    if (present === text) continue;
    changes.push(`${present === undefined ? 'new      ' : 'changed  '} ${name}`);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, text);
  }
  for (const name of before.filter((file) => !(file in files))) {
    fs.rmSync(path.join(folder, name));
    changes.push(`removed   ${name}`);
  }
  return changes;
}

/** The files below a folder, without those that Terraform added. */
export function filesIn(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  const entries = fs.readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !LEFT_BY_TERRAFORM.includes(name));
  return entries.flatMap((entry) => {
    if (!entry.isDirectory()) return [entry.name];
    return filesIn(path.join(folder, entry.name)).map((name) => `${entry.name}/${name}`);
  });
}
