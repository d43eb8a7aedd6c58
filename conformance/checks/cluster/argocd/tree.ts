import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { MANIFEST } from '../../../../lib/cli/lock/synthesised';
import { hashOf } from '../../../../lib/output/file-hashes';
import { GITOPS } from '../../../../lib/output/gitops-tree';
import { RECORD } from '../../../../lib/output/record';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a file has any form
type Json = any;

/** A copy of the GitOps tree of an output with other texts in it, as a synth would have written and recorded them. */
export function outputWith(outdir: string, folder: string, change: (path: string, text: string) => string): string {
  for (const name of [GITOPS, MANIFEST]) cpSync(join(outdir, name), join(folder, name), { recursive: true });
  const record = JSON.parse(readFileSync(join(outdir, RECORD), 'utf8')) as { readonly files: Record<string, string> };
  for (const path of Object.keys(record.files).filter((each) => each.startsWith(`${GITOPS}/`))) {
    const text = readFileSync(join(folder, path), 'utf8');
    const changed = change(path.slice(GITOPS.length + 1), text);
    if (changed === text) continue;
    writeFileSync(join(folder, path), changed);
    record.files[path] = hashOf(path, Buffer.from(changed));
  }
  writeFileSync(join(folder, RECORD), JSON.stringify(record));
  return folder;
}

/** Changes a file of YAML. */
export function editYaml(file: string, change: (before: Json) => object): void {
  writeFileSync(file, edited(readFileSync(file, 'utf8'), change));
}

/** A text of YAML, changed. */
export function edited(text: string, change: (before: Json) => object): string {
  return dump(change(load(text)));
}
