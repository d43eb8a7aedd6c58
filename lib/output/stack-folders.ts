import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Problem } from '../core/problems';
import { showPath } from '../core/problems';
import { foreignFiles } from './foreign-files';
import { STACKS } from './moves';

/**
 * The files that Terraform would read together with those of this synth, of an earlier one or of something else: they could
 * change anything that was checked.
 *
 * @param stacks the stacks' ids
 * @param outputs the folders in which the output is or will be
 */
export function filesBesideStacks(stacks: readonly string[], outputs: readonly string[]): Problem[] {
  const found = stacks.flatMap((stack) =>
    outputs.flatMap((output) => foreignIn(path.join(output, STACKS, stack)).map((file) => `${STACKS}/${stack}/${file}`)),
  );
  return [...new Set(found)].map((file) => ({
    path: showPath(file),
    got: 'a file that Terraform reads and no synth wrote',
    allowed: 'cdk.tf.json alone, which is what was checked',
    fix: 'remove the file, and write what it sets in the code of the stack',
  }));
}

/** A file in the place of the folder is the disk's to refuse. */
function foreignIn(folder: string): string[] {
  return fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? foreignFiles(folder) : [];
}
