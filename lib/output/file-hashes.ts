import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { canonical } from '../core/canonical';

/** Local state lies in the folder where the synth ran: an absolute path, another one on each machine. */
const STATE_FOLDER = /"(?:\/|[A-Za-z]:[\\/])[^"]*[\\/]([^"\\/]+\.tfstate")/g;

/** The files in a folder of an output, and in the folders below it, by their paths in the output, in order. */
export function filesBelow(output: string, folder: string): string[] {
  const root = path.join(output, folder);
  if (!fs.existsSync(root)) return [];
  const entries = fs.readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  const files = entries.map((entry) => path.relative(output, path.join(entry.parentPath, entry.name)));
  return files.map((file) => file.split(path.sep).join('/')).sort();
}

/** The hash of a file; that of its bytes, but for the folder of a local state. */
export function hashOf(file: string, content: Buffer): string {
  const bytes = file.endsWith('/cdk.tf.json') ? content.toString().replace(STATE_FOLDER, '"$1') : content;
  return sha256(bytes);
}

/** An object with the hash of itself. */
export function sealed<T extends object>(content: T): T & { readonly digest: string } {
  return { ...content, digest: sha256(canonical(content)) };
}

/** Whether an object has the hash that it had when it was sealed. */
export function isSealed({ digest, ...content }: { readonly digest?: unknown }): boolean {
  return digest === sha256(canonical(content));
}

function sha256(content: string | Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
