import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { StackJson } from './stack-json';
import { STACK_FILE } from './stack-json';

/** What a run of Terraform leaves in a folder; a new run must not find it. */
const LEFT_BY_TERRAFORM = ['.terraform', 'terraform.tfstate'];

/** Lends a new folder to an action and removes it afterwards. */
export async function inWorkFolder<T>(action: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'golden-path-terraform-'));
  try {
    return await action(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Copies a synthesised stack with its assets, but for its backend: state in a bucket cannot be reached, and is not needed. */
export async function copyStack(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, filter: (path) => !LEFT_BY_TERRAFORM.includes(basename(path)) });
  await writeStack(to, withoutBackend(await readStack(from)));
}

export async function readStack(folder: string): Promise<StackJson> {
  return JSON.parse(await readFile(join(folder, STACK_FILE), 'utf8')) as StackJson;
}

export async function writeStack(folder: string, stack: object): Promise<void> {
  await writeFile(join(folder, STACK_FILE), `${JSON.stringify(stack, undefined, 2)}\n`);
}

export function withoutBackend(stack: StackJson): StackJson {
  return { ...stack, terraform: { ...stack.terraform, backend: undefined, cloud: undefined } };
}
