import { deepStrictEqual } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GOLDEN_PATH, HAND_WRITTEN } from './sides';
import type { Workspace } from './workspace';

/** Enough for every kind of service of the estate. */
const SERVICES = 12;

type Stacks = Readonly<Record<string, { readonly resource: Record<string, Record<string, unknown>> }>>;

/** Refuses to compare two ways that do not make the same thing. Gives how many resources a stack has on average. */
export async function assertSameOutput(workspace: Workspace): Promise<number> {
  const [expected, actual] = [await stacksOf(HAND_WRITTEN, workspace), await stacksOf(GOLDEN_PATH, workspace)];
  deepStrictEqual(actual, expected, 'the two sides give different Terraform JSON: bring bench/measured/ up to date');
  const counts = Object.values(actual).map(({ resource }) => Object.values(resource).flatMap((blocks) => Object.keys(blocks)).length);
  return counts.reduce((sum, count) => sum + count, 0) / counts.length;
}

async function stacksOf(side: string, workspace: Workspace): Promise<Stacks> {
  return workspace.withOutput(async (folder) => {
    await workspace.run(`run-${side}`, String(SERVICES), folder);
    const stacks = join(folder, 'stacks');
    const read = (name: string): unknown => JSON.parse(readFileSync(join(stacks, name, 'cdk.tf.json'), 'utf8'), withoutMetadata);
    return Object.fromEntries(readdirSync(stacks).map((name) => [name, read(name)])) as Stacks;
  });
}

/**
 * Leaves out what CDKTF notes for itself, such as which overrides there were, and of which Terraform takes no notice; and the
 * addresses that the library gave in earlier versions, which nothing by hand ever had.
 */
function withoutMetadata(key: string, value: unknown): unknown {
  return key === '//' || key === 'moved' ? undefined : value;
}
