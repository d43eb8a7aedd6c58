import { markOf, contentOf, readPages } from '../docs/pages';
import type { Workflow } from './workflow-file';
import { parse } from './workflow-file';

/** The workflows that docs/ci.md tells a team to write, as texts by the names of their files. */
export function callers(): Record<string, string> {
  const blocks = readPages()
    .filter(({ file }) => file === 'docs/ci.md')
    .flatMap((page) => contentOf(page).blocks);
  const named = blocks.flatMap((block) => {
    const name = markOf(block, 'workflow');
    return name === undefined ? [] : [[name, block.text] as const];
  });
  return Object.fromEntries(named);
}

export function caller(name: string): Workflow {
  return parse(callers()[name]);
}
